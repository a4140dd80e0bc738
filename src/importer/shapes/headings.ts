import type { Heading as HeadingNode, Root } from 'mdast'
import type { Source } from '../decode.ts'
import { plainText } from '../markdown.ts'
import type { Mark, Shape } from './index.ts'
import { asks, isQuestionLike } from './plain-heading.ts'

/** A heading of a file that stands in no list or quote. */
export interface Heading {
  depth: number
  /** Its Markdown, on one line, without hashes. */
  text: string
  /** What a reader sees of it. */
  words: string
  /** Offsets in the source. */
  start: number
  end: number
  /** Whether anything but a heading follows it. */
  hasBody: boolean
}

/** The headings of a file, in order. */
export function headingsOf(source: Source, tree: Root): Heading[] {
  return tree.children.flatMap((node, index) => {
    if (node.type !== 'heading' || node.children.length === 0) return []
    const text = sourceOf(source, node)
      .replace(/\s*[\r\n]+\s*/g, ' ')
      .replace(invisible, '')
      .trim()
    const next = tree.children[index + 1]
    return {
      depth: node.depth,
      text,
      words: plainText(text),
      start: node.position!.start.offset!,
      end: node.position!.end.offset!,
      hasBody: next !== undefined && next.type !== 'heading',
    }
  })
}

/**
 * Tells questions from sections, from the file's title and from headings inside answers. Questions stand at the
 * level where most headings read as such; what stands above it is a section, what stands below it belongs to an
 * answer, unless its number goes on with the questions' own.
 */
export function markHeadings(
  headings: readonly Heading[],
  shapes: readonly Shape[],
): { shape: string | null; marks: Mark[] } {
  const read = headings.map((heading) => {
    for (const shape of shapes) {
      const question = isLabel(heading.words) ? undefined : shape.read(heading)
      if (question) {
        const title = question.title.replace(invisible, '')
        return { ...heading, shape: shape.id, number: question.number, title }
      }
    }
    return { ...heading, shape: undefined, title: heading.text, number: undefined }
  })
  const level = questionLevel(read)
  if (level === undefined) {
    const [first, ...others] = read
    const isTitle = first?.depth === 1 && others.every(({ depth }) => depth > 1)
    return { shape: null, marks: isTitle ? [{ kind: 'title', ...first }] : [] }
  }

  const here = read.filter(({ depth, shape }) => depth === level && shape)
  const shape = mostFrequent(here.map(({ shape }) => shape!))
  const marks: Mark[] = []
  let asked = false
  let lastNumber = 0
  let isPastStep = false
  const add = (kind: Mark['kind'], { title, depth, start, end }: Mark | (typeof read)[number]) => {
    marks.push({ kind, title, depth, start, end })
  }
  const ask = (heading: (typeof read)[number]) => {
    add('question', heading)
    asked = true
    lastNumber = heading.number ?? lastNumber
  }

  for (const [index, heading] of read.entries()) {
    const { depth, number, words } = heading
    const goesOn = number === lastNumber + 1 && isQuestionLike(words)

    if (depth > level) {
      // A step inside an answer is numbered too, but counts from one.
      if (goesOn && !isPastStep && asked) ask(heading)
      else isPastStep ||= number !== undefined
      continue
    }
    isPastStep = false
    if (depth < level) {
      const next =
        goesOn && heading.hasBody && read.slice(index + 1).find((other) => other.number !== undefined)
      if (next === undefined || (next && next.number === number! + 1)) ask(heading)
      else if (isBoilerplate(words) && asked) add('end', heading)
      else add('section', { ...heading, title: heading.text })
    } else if (heading.shape) ask(heading)
    else if (isBoilerplate(words)) {
      if (asked) add('end', heading)
    } else if (!isLabel(words)) {
      const next = read[index + 1]
      if (!heading.hasBody && next?.depth === level && next.shape) add('section', heading)
      else if (shape === 'A2') ask(heading)
      else if (!asked) add('section', heading)
    }
  }

  const first = marks[0]
  const isTitle =
    first?.kind === 'section' &&
    first.start === headings[0]!.start &&
    marks.filter(({ kind, depth }) => kind === 'section' && depth <= first.depth).length === 1
  if (isTitle) first.kind = 'title'
  return { shape, marks }
}

const invisible = /^[\u200B-\u200F\u2060\uFEFF]+|[\u200B-\u200F\u2060\uFEFF]+$/g

function sourceOf(source: Source, node: HeadingNode): string {
  return source.text.slice(
    node.children[0]!.position!.start.offset,
    node.children.at(-1)!.position!.end.offset,
  )
}

/** Where most headings are questions; one that also reads as a question counts for three numbered ones. */
function questionLevel(
  read: readonly { depth: number; shape: string | undefined; words: string }[],
): number | undefined {
  const scores = [1, 2, 3, 4, 5, 6].map((depth) => {
    const here = read.filter((heading) => heading.depth === depth && !isLabel(heading.words))
    const claimed = here.filter(({ shape }) => shape)
    const plain = claimed.filter(({ shape }) => shape === 'A2')
    // A heading or two that ask something do not make an article a list of questions.
    if (plain.length === claimed.length && plain.length * 2 < here.length) return 0
    if (here.length === 1 && plain.length === 1 && !asks(plain[0]!.words)) return 0
    return claimed.reduce((sum, { words }) => sum + (isQuestionLike(words) ? 3 : 1), 0)
  })
  const best = Math.max(...scores)
  return best > 0 ? scores.indexOf(best) + 1 : undefined
}

/** Whether a heading names a part of an answer. */
function isLabel(words: string): boolean {
  return /^(correct )?answers?\s*[:–-].{0,4}$|^(the )?(short |long |detailed |model |sample |example |other |your |my )?(answers?|examples?( \d+)?|sources?|references?|outputs?|explanations?|solutions?|notes?|hints?|code|good to hear|bad answers?|(further|additional) (reading|links|resources)|read more|see also|resources|links|tl;?dr|summary|key points|pros|cons|follow-?ups?|related)\s*:?$/i.test(
    words.replace(/^[\s\p{S}\p{P}]+/u, ''),
  )
}

/** Whether a heading begins what belongs to the file, not to a question. */
function isBoilerplate(words: string): boolean {
  return /^((table of )?contents?|toc|index|contribut(ors?|ing|ions?|e)|licen[cs]e|authors?|credits|acknowledge?ments?|about( us| this \w+)?|contact( us)?|support( us)?|star history|back to top|disclaimer|copyright)\b[^?]{0,20}$/i.test(
    words.replace(/^[\s\p{S}\p{P}]+/u, ''),
  )
}

function mostFrequent(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]![0]
}
