import { randomFrom } from './random.ts'

/** Makes files of made-up questions without code blocks, the same ones each time: their paths and their bytes. */
export function makeFiles(
  count: number,
  questionsEach: number,
  /** How many paragraphs, lists or tables an answer has, at most three. */
  parts = 3,
): [path: string, bytes: Uint8Array][] {
  const random = randomFrom(1)
  const oneOf = (words: readonly string[]) => words[Math.floor(random() * words.length)]!
  const list = <T>(length: number, make: (index: number) => T) => Array.from({ length }, (_, at) => make(at))
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))

  const phrase = () => {
    const words = list(between(2, 5), () => oneOf(nouns)).join(` ${oneOf(links)} `)
    const marked = [words, words, words, `**${words}**`, `*${words}*`, `\`${words}\``, `[${words}](#top)`]
    return oneOf(marked)
  }
  const sentence = () => `The ${phrase()} ${oneOf(verbs)} the ${phrase()}, ${oneOf(links)} the ${phrase()}.`
  const paragraph = () => list(between(2, 4), sentence).join(' ')
  const bullets = () => list(between(2, 5), () => `- ${sentence()}`).join('\n')
  const table = () =>
    `| ${oneOf(nouns)} | ${oneOf(nouns)} |\n|---|---|\n${list(3, () => `| ${phrase()} | ${phrase()} |`).join('\n')}`
  const answer = () =>
    [paragraph(), oneOf(['bullets', 'bullets', 'paragraph', 'table']), paragraph()]
      .slice(0, parts)
      .map((part) => (part === 'bullets' ? bullets() : part === 'table' ? table() : part))
      .map((part) => (part === 'paragraph' ? paragraph() : part))
      .join('\n\n')

  return list(count, (file) => {
    const questions = list(questionsEach, (index) => {
      const section = index % 50 === 0 ? `## ${oneOf(nouns)} ${index / 50 + 1}\n\n` : ''
      const title = `What ${oneOf(verbs)} the ${oneOf(nouns)} of ${oneOf(nouns)} ${file}-${index}?`
      return `${section}### ${index + 1}. ${title}\n\n${answer()}\n`
    })
    const text = `# File ${file}\n\n${paragraph()}\n\n${questions.join('\n')}`
    return [`file-${String(file).padStart(3, '0')}.md`, new TextEncoder().encode(text)]
  })
}

const nouns =
  'anchor barge bollard buoy cargo crane dock ferry gangway harbour hull keel lighthouse pier tide'
    .concat(' capstan draught fender hawser ledger mooring pilot quay rudder sextant tonnage wharf winch')
    .split(' ')
const verbs =
  'carries follows holds keeps lifts marks meets moves names needs shows steers takes turns'.split(' ')
const links = 'above and before behind beside by for in near of on or over under with'.split(' ')
