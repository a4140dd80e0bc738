import type { FootnoteDefinition, Definition as LinkDefinition, Nodes, Root, RootContent } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { report } from '../../problems.ts'
import { renderWithin } from '../answer/limits.ts'
import { renderTitle } from '../answer/render.ts'
import { nearest, questionFields, type Read, readMapping } from '../metadata/mapping.ts'
import type { Mark } from '../shapes/shape.ts'
import type { Source } from '../source/decode.ts'
import { githubSlugs } from '../source/github-slugs.ts'
import { withoutComments } from '../source/html.ts'
import type { Text } from '../source/text.ts'
import { visit } from '../source/visit.ts'
import type { Question, Rendered, Section } from '../topic.ts'
import { isQuestionWord } from '../vocabulary.ts'
import { answerLetterAt, wordsWith } from './answer-key.ts'
import { findAnswerWords } from './answer-labels.ts'
import { anchorNames, type Body, type Definition, nameOf, namesContents, readBody } from './body.ts'
import { takeFinalKey } from './final-key.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Boxes, type Form, isDefinition, prevailingForm, splitBody } from './quiz.ts'

/** What a file holds between its marks. */
export interface Parts {
  /** The title of the file's own first heading; `undefined` where it has none. */
  title: string | undefined
  /** Where that heading stands. */
  titlePlace: Point | undefined
  introduction: Rendered | undefined
  sections: Section[]
  questions: Question[]
  /** The form that most questions have; `undefined` where most have none. */
  form: Form | undefined
  /** Whether the only list of check boxes may be choices, and no other question of the file has any. */
  isBoxed: boolean
}

/** What is cut, and where. */
export interface Cut {
  source: Source
  tree: Root
  marks: readonly Mark[]
  bodyStart: number
  /** The form that the author says the questions have. */
  form: Form | undefined
  /** The words that the author says answers begin with. */
  answerWords: readonly string[]
  /** What the check boxes of a single question are. */
  boxes: Boxes
}

/** Cuts a file at its marks: what stands between two of them belongs to the first, or is reported as left out. */
export function readParts(
  { source, tree, marks: found, bodyStart, form, answerWords, boxes }: Cut,
  file: VFile,
): Parts {
  const { marks, key } = takeFinalKey(source.text, found)
  const definitions: (Definition & { isFootnote: boolean })[] = []
  visit(tree, ['definition', 'footnoteDefinition'], (node) => {
    const { identifier, position, type } = node as LinkDefinition | FootnoteDefinition
    const range = { start: position!.start.offset!, end: position!.end.offset! }
    definitions.push({ identifier, ...range, isFootnote: type === 'footnoteDefinition' })
  })
  // Of equal names, the first one in the file is meant.
  const meant = new Map<string, Definition>()
  for (const definition of definitions) {
    const name = nameOf(`${definition.isFootnote ? '^' : ''}${definition.identifier}`)
    if (!meant.has(name)) meant.set(name, definition)
  }
  const references = new Map<string | undefined, Set<string>>()
  const parts: Parts = {
    ...{ title: undefined, titlePlace: undefined, introduction: undefined, sections: [], questions: [] },
    ...{ form: undefined, isBoxed: false },
  }
  const asked: Asked[] = []
  let anchorsAbove: string[] = []
  const slugOf = githubSlugs()

  const show = (
    body: Body,
    highest: 2 | 3,
    scope: string,
    mark: Mark | undefined,
    blocks: readonly RootContent[] = body.tree.children,
  ): Rendered | 'nothing' | 'refused' => {
    if (blocks.length === 0) return 'nothing'
    const place = source.placeAt(mark?.start ?? bodyStart)
    const { markdown, placeOf } = body
    const tree: Root = { ...body.tree, children: [...blocks] }
    const shown = renderWithin({ tree, markdown }, { placeOf, highest, scope }, file)
    if (shown === 'too nested') {
      report(file, 'text-too-nested', place, 'elements')
      return 'refused'
    }
    if (shown === 'too large') {
      const title = mark ? renderTitle(mark.title, source.math).text : file.path
      report(file, 'answer-too-large', place, title, body.markdown.length)
      return 'refused'
    }
    // An unclosed comment swallows what follows it.
    if (shown.html.trim() === '') return 'nothing'
    const inFile = <T extends { place: Point }>(one: T): T => ({ ...one, place: source.toFile(one.place) })
    return { ...shown, links: shown.links.map(inFile), images: shown.images.map(inFile) }
  }

  for (const [index, mark] of [undefined, ...marks].entries()) {
    const next = marks[index]?.start ?? source.text.length
    const range = { start: mark?.end ?? bodyStart, end: mark?.until ?? next }
    const isQuestion = mark?.kind === 'question'
    const body = readBody(source, range, {
      ...{ indent: mark?.indent, indentEnd: mark?.indentEnd, definitions: meant, isQuestion },
    })
    if (mark?.kind !== 'end') collectReferences(body.tree, undefined, references)
    const start = source.placeAt(mark?.start ?? bodyStart)
    const place = { line: start.line, column: 1 }
    const rest = mark?.until === undefined ? undefined : readRest(source, mark.until, next, file)
    const anchors = [...anchorsAbove, ...(mark ? anchorNames(source.text.slice(mark.start, mark.end)) : [])]
    anchorsAbove = (rest ?? body).anchors

    if (mark === undefined || mark.kind === 'title') {
      if (mark) {
        parts.title = renderTitle(withoutBadges(mark.title), source.math).text
        parts.titlePlace = place
      }
      parts.introduction = joined(
        parts.introduction,
        ifShown(show(body, 2, mark ? 'introduction:' : 'above:', mark)),
      )
    } else if (mark.kind === 'section') {
      const title = renderTitle(mark.title, source.math).text
      const introduction = ifShown(show(body, 3, `section-${slugOf(title)}:`, mark))
      // Its table is navigation; nothing stands below it.
      const isLeft = introduction || marks[index]?.kind === 'question' || !namesContents(title)
      if (isLeft) parts.sections.push({ title, line: place.line, introduction, anchors })
    } else if (mark.kind === 'key') {
      // It is told where it belongs.
    } else if (mark.kind === 'end') {
      const end = { line: body.endLine ?? place.line, column: 1 }
      report(file, 'text-left-out', { start: place, end }, mark.title)
    } else {
      asked.push({ mark, body, place, anchors, section: parts.sections.length - 1 })
    }
  }

  const footnotes = definitions.filter(({ isFootnote }) => isFootnote)
  for (const footnote of unreferenced(footnotes, references)) reportFootnote(source, footnote, file)

  let loneBoxes: Boxes = 'choices'
  const split = ({ mark, body }: Asked, prevailing?: Form) =>
    mark.asksOnly
      ? undefined
      : splitBody(body.tree, {
          ...{ prevailing, told: key.get(mark.start)?.labels, boxes: loneBoxes },
          answers: answersTo(mark, body),
        })
  // Below “Q:”, “A:” begins the answer.
  const answersTo = ({ label }: Mark, { markdown }: Body) => {
    const letter = label !== undefined && isQuestionWord(label) ? answerLetterAt(markdown) : undefined
    return letter === undefined ? answers : wordsWith([...answers.own, letter])
  }
  const answers = findAnswerWords(
    asked.map(({ body }) => body.tree.children),
    answerWords,
  )
  const guesses = asked.map((one) => split(one))
  const choosing = guesses.flatMap((quiz, index) => (quiz && quiz.choices.length > 0 ? index : []))
  if (choosing.length === 1 && guesses[choosing[0]!]!.form === 'quiz-boxes') {
    parts.isBoxed = true
    loneBoxes = asked.length > 1 ? 'things-to-do' : boxes
    guesses[choosing[0]!] = split(asked[choosing[0]!]!, form)
  }
  parts.form = prevailingForm(guesses.map((quiz) => quiz?.form))
  const prevailing = form ?? parts.form
  for (const [index, one] of asked.entries()) {
    const { mark, body, place, anchors, section } = one
    const { html, text } = renderTitle(mark.title, source.math)
    const metadata = { ...body.labels, ...readMetadata(body, file) }
    const guess = guesses[index]
    const quiz = prevailing && guess?.choices.length === 0 ? split(one, prevailing) : guess
    const { own } = answersTo(mark, body)
    const definitions = body.tree.children.filter(isDefinition)
    const part = (blocks: readonly RootContent[], scope: string) =>
      blocks.length > 0 ? show(body, 2, scope, mark, [...definitions, ...blocks]) : 'nothing'

    const prompt = ifShown(part(quiz ? quiz.prompt : body.tree.children, 'question:'))
    const choices = (quiz?.choices ?? []).map(({ label, isCorrect, content }, index) => ({
      ...{ label, correct: isCorrect },
      ...(ifShown(part(content, `choice-${index + 1}:`)) ?? nothing),
    }))
    const shown = part(quiz?.answer ?? [], '')
    const entry = key.get(mark.start)
    const said = entry && readBody(source, entry.words, { definitions: meant, isQuestion: false })
    const explained = said && ifShown(show(said, 2, '', mark))
    const isRepeated = choices.some(
      ({ correct, text }) => correct && wordsOf(text) === wordsOf(explained?.text ?? ''),
    )
    const answer = joined(ifShown(shown), isRepeated ? undefined : explained)
    const isTold = choices.some(({ correct }) => correct)
    const answered = ((quiz?.isAnswer || explained) && answer !== undefined) || isTold
    if (entry && !isTold) for (const label of entry.labels) report(file, 'choice-unknown', place, label, text)
    if (!answered && shown !== 'refused' && !mark.asksOnly) report(file, 'answer-missing', place, text)
    for (const { label, place } of quiz?.unknown ?? []) {
      report(file, 'choice-unknown', body.placeOf(place), label, text)
    }
    parts.questions.push({
      ...{ title: text, titleHtml: html, line: place.line, column: source.toFile(place).column },
      endLine: body.endLine ?? source.placeAt(mark.end).line,
      ...{ section, id: metadata.id, tags: metadata.tags ?? [], level: metadata.level },
      ...{ aliases: metadata.aliases ?? [], reviewed: metadata.reviewed, draft: metadata.draft ?? false },
      ...{
        repeats: metadata.repeats,
        markdown: body.markdown,
        definitions: body.definitions || undefined,
        math: source.math || undefined,
        answers: own.length > 0 ? [...own] : undefined,
        keyed: entry && keyedBy(entry.labels, isTold, isRepeated ? '' : said?.markdown),
        prompt,
        choices,
        answer,
        answered,
        fingerprint: fingerprintOf({ prompt, choices, answer }),
        anchors,
      },
    })
  }
  reportUnanswered(
    parts.questions.filter((_, index) => asked[index]!.mark.asksOnly),
    file,
  )
  return parts
}

/** What a key at the end of a file says of a question, as a text below it would. */
function keyedBy(labels: readonly string[], isTold: boolean, words = ''): string | undefined {
  const lines = [...(isTold ? [`Answer: ${labels.join(', ')}`] : []), ...(words === '' ? [] : [words])]
  return lines.join('\n\n') || undefined
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** A file's title without the images beside its words: they are badges and logos. */
function withoutBadges(title: string): string {
  const image = /!\[[^\]]*\](\([^()]*\)|\[[^\]]*\])/g
  const words = title.replace(image, '').replace(/\[\s*\](\([^()]*\)|\[[^\]]*\])/g, '')
  return /[\p{L}\p{N}]/u.test(words) ? words : title
}

/** Tells of bare questions once: whoever only asks needs no reminder at each. */
function reportUnanswered(bare: readonly Question[], file: VFile): void {
  const [first, last] = [bare[0], bare.at(-1)]
  if (!first || !last) return
  const place = { start: { line: first.line, column: 1 }, end: { line: last.line, column: 1 } }
  report(file, 'answer-missing', place, first.title, bare.length)
}

/** Adds the footnotes that a tree refers to, under the footnote that does so, or under `undefined`. */
function collectReferences(
  node: Nodes,
  from: string | undefined,
  references: Map<string | undefined, Set<string>>,
): void {
  if (node.type === 'footnoteReference') {
    references.set(from, (references.get(from) ?? new Set()).add(node.identifier))
  } else if ('children' in node) {
    const within = node.type === 'footnoteDefinition' ? node.identifier : from
    for (const child of node.children) collectReferences(child, within, references)
  }
}

/** The footnotes that no text refers to, nor one that a text refers to; of equal names, the first is meant. */
function unreferenced(
  footnotes: readonly Definition[],
  references: ReadonlyMap<string | undefined, ReadonlySet<string>>,
): Definition[] {
  // A set that grows while it is walked: all are reached.
  const reached = new Set(references.get(undefined))
  for (const name of reached) for (const other of references.get(name) ?? []) reached.add(other)
  return footnotes.filter(({ identifier }) => !reached.delete(identifier))
}

function reportFootnote(source: Source, { identifier, start, end }: Definition, file: VFile): void {
  const words = source.text
    .slice(start, end)
    .replace(/^\[[^\]]*\]:/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const [first, last] = [source.placeAt(start), source.placeAt(end)]
  const place = { start: { line: first.line, column: 1 }, end: { line: last.line, column: 1 } }
  report(file, 'text-left-out', place, shortened(words), { footnote: identifier })
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words
}

/** A question before it is told from its answer. */
interface Asked {
  mark: Mark
  body: Body
  place: Point
  anchors: string[]
  section: number
}

/** Reads what stands below the end of an answer and above the next mark, and reports it unless it shows nothing. */
function readRest(source: Source, until: number, end: number, file: VFile): Body {
  const [closing] = source.text.slice(until, end).match(/^\s*(?:<\/[a-z][^<>]*>\s*)*/i)!
  const range = { start: until + closing.length, end }
  const rest = readBody(source, range, { definitions: new Map(), isQuestion: false })
  const words = wordsShownBy(rest.tree).replace(/\s+/g, ' ').trim()
  if (/[\p{L}\p{N}]/u.test(words)) {
    const first = rest.placeOf(rest.tree.children[0]!.position!.start)
    const place = { start: { line: first.line, column: 1 }, end: { line: rest.endLine!, column: 1 } }
    report(file, 'text-left-out', place, shortened(words))
  }
  return rest
}

/** What a reader would see of a tree, but for its formatting; images in HTML count as they are written. */
function wordsShownBy(node: Nodes): string {
  if (node.type === 'html')
    return withoutComments(node.value, ' ').replace(/<\/?(?!img\b)[a-z][^<>]*>/gi, ' ')
  if ('value' in node) return node.value
  if (node.type === 'image') return node.alt || node.url
  if (node.type === 'imageReference') return node.alt || node.identifier
  return 'children' in node ? node.children.map(wordsShownBy).join(' ') : ''
}

function ifShown(shown: Rendered | string): Rendered | undefined {
  return typeof shown === 'string' ? undefined : shown
}

const nothing: Rendered = { html: '', text: '', headings: [], anchors: [], links: [], images: [] }

/** Metadata are comments any line of which begins with one of its keys; others are only remarks. */
function readMetadata({ comments }: Body, file: VFile): Read<typeof questionFields> {
  const keys = Object.keys(questionFields)
  const metadata = comments.filter(({ text }) =>
    [...text.matchAll(/^\s*([\w-]+)\s*:/gm)].some(([, key]) => nearest(key!, keys)),
  )
  const whole = ({ text }: Text) => ({ start: 0, end: text.length })
  return Object.assign(
    {},
    ...metadata
      .map(aligned)
      .map((text) => readMapping(text, whole(text), questionFields, 'metadata-not-yaml', file)),
  )
}

/** A comment whose first line stands beside its opening sign: to YAML, it begins where the others do. */
function aligned(comment: Text): Text {
  const [before] = comment.text.match(/^[ \t]*(?=\S)/) ?? []
  if (before === undefined) return comment
  const others = comment.text.split(/\r\n|\n|\r/).slice(1)
  const indents = others.filter((line) => /\S/.test(line)).map((line) => line.search(/[^ ]/))
  const indent = ' '.repeat(indents.length > 0 ? Math.min(...indents) : 0)
  return {
    ...comment,
    text: indent + comment.text.slice(before.length),
    placeAt: (offset) => comment.placeAt(Math.max(0, offset - indent.length) + before.length),
  }
}

function joined(above: Rendered | undefined, below: Rendered | undefined): Rendered | undefined {
  if (!above || !below) return above ?? below
  return {
    html: `${above.html}\n${below.html}`,
    text: `${above.text}\n${below.text}`,
    headings: [...above.headings, ...below.headings],
    anchors: [...above.anchors, ...below.anchors],
    links: [...above.links, ...below.links],
    images: [...above.images, ...below.images],
  }
}
