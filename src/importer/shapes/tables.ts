import type { Paragraph, Table } from 'mdast'
import { levelOf } from '../metadata/levels.ts'
import { plainText } from '../source/markdown.ts'
import { isAnswerWord, isMarked, isQuestionLike, isQuestionWord, namesQuestions } from '../vocabulary.ts'
import { isNothingButLinks } from './below.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'

/** The group of a file's tables: a column of questions, and one of answers beside it. */
export function rowGroups({ source, tree }: Outline): Group[] {
  const marks = tree.children.flatMap((node) =>
    node.type === 'paragraph' || node.type === 'table' ? rowsOf(source.text, node) : [],
  )
  const heads = marks.filter(({ kind }) => kind === 'key')
  const rows = marks.filter(({ kind }) => kind === 'question')
  return rows.length > 1
    ? [{ kind: 'row', marks: rows, heads, size: rows.length, signs: { labelled: 1 } }]
    : []
}

/** How many rows show what a column is: fewer are in every text. */
const fewest = 3

/** The words of a column's name, if it is short and no sentence. */
function wordsOf(name: string): string[] {
  const words = name.split(/[\s/]+/).filter((word) => word.length > 1)
  return words.length <= 3 ? words : []
}

interface Cell {
  text: string
  start: number
  end: number
}

function rowsOf(text: string, { position }: Paragraph | Table): Mark[] {
  const start = position!.start.offset!
  const lines = [...text.slice(start, position!.end.offset).matchAll(/[^\r\n]+/g)]
  const divider = lines[1]?.[0]
  if (
    lines.length < 3 ||
    divider === undefined ||
    !/^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|?)+[ \t]*$/.test(divider) ||
    !divider.includes('|')
  )
    return []
  const rows = lines.map((line) => cellsOf(line[0], start + line.index))
  const [head, , ...body] = rows
  const names = head!.map(({ text: name }) => name.replace(/[*_`]/g, '').trim())
  const isNamed = (holds: (word: string) => boolean) => {
    const whole = names.findIndex(holds)
    return whole >= 0 ? whole : names.findIndex((name) => wordsOf(name).some(holds))
  }
  const named = isNamed((name) => isQuestionWord(name) || namesQuestions(name))
  const answering = isNamed((name) => isAnswerWord(name.toLowerCase()))
  // In a language that nobody knows, it is the column that asks in nearly every row.
  const isAsking = (at: number) =>
    body.length >= fewest &&
    body.filter((row) => isMarked(plainText(row[at]?.text ?? ''))).length >= body.length * 0.8
  const asking =
    named >= 0 ? named : answering > 0 ? answering - 1 : names.slice(0, -1).findIndex((_, at) => isAsking(at))
  const answer = answering >= 0 && answering !== asking ? answering : asking + 1
  if (asking < 0 || answer >= names.length || answer < asking) return []
  const isSaid = answering >= 0 && isAnswerWord(names[answering]!.toLowerCase())
  const isReply = (text: string) =>
    (isSaid ? /[\p{L}\p{N}]/u : /\p{L}/u).test(text) && !isNothingButLinks(text)
  const isAnswered = body.filter((row) => isReply(row[answer]?.text ?? '')).length * 2 > body.length
  const isAsked =
    isSaid || body.filter((row) => isQuestionLike(row[asking]?.text ?? '')).length * 2 >= body.length
  const isIndex = body.every((row) => /^\[[^\]]*\]\(#[^)]*\)$/.test(row[asking]?.text ?? ''))
  if (!isAnswered || !isAsked || isIndex) return []
  const others = names.map((_, at) => at).filter((at) => at !== asking && at !== answer)
  const isLevel = (at: number) => body.filter((row) => levelOf(row[at]?.text ?? '')).length * 2 > body.length
  const leveled = others.find(isLevel)
  // Beside these and a number, what a column holds is text.
  const isBare = others.every((at) => at === leveled || !/\p{L}{2}/u.test(names[at]!))
  const until = start + lines[1]!.index + divider.length
  const headMark: Mark = { kind: 'key', title: '', depth: 7, start, end: until }
  const marks = body.flatMap((row): Mark[] => {
    const [question, reply] = [row[asking], row[answer]]
    if (!question || question.text === '') return []
    const number = asking > 0 ? row[0]!.text.match(/^#?(\d+)[.)]?$/)?.[1] : undefined
    const level = leveled === undefined ? undefined : levelOf(row[leveled]?.text ?? '')
    const isTold = isBare && (leveled === undefined || level !== undefined || row[leveled]?.text === '')
    return [
      {
        ...{
          kind: 'question',
          shape: 'table',
          title: question.text.replaceAll('\\|', '|'),
          depth: 7,
          label: 'q',
        },
        ...(number === undefined ? {} : { number: Number(number) }),
        start:
          isTold || asking === 0 || (asking === 1 && number !== undefined) ? row[0]!.start : question.start,
        end: reply?.start ?? question.end,
        until: reply?.end ?? question.end,
        ...(isTold ? { level, toldUntil: row.at(-1)!.end } : {}),
      },
    ]
  })
  return isBare ? [headMark, ...marks] : marks
}

/** The cells of a row, without the bars and the space around them. */
function cellsOf(line: string, offset: number): Cell[] {
  const cells: Cell[] = []
  let from = line.match(/^[ \t]*\|?/)![0].length
  for (const { index } of line.matchAll(/(?<!\\)\||$/g)) {
    if (index < from || (index === line.length && line.slice(from).trim() === '')) continue
    const written = line.slice(from, index)
    const lead = written.length - written.trimStart().length
    cells.push({
      text: written.trim(),
      start: offset + from + lead,
      end: offset + from + lead + written.trim().length,
    })
    from = index + 1
  }
  return cells
}
