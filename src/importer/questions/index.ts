import type { Root, RootContent } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { report } from '../../problems.ts'
import { renderWithin } from '../answer/limits.ts'
import { renderTitle } from '../answer/render.ts'
import { readMetadata } from '../metadata/comments.ts'
import type { Mark } from '../shapes/shape.ts'
import type { Source } from '../source/decode.ts'
import { githubSlugs } from '../source/github-slugs.ts'
import type { Question, Rendered, Section } from '../topic.ts'
import { isQuestionWord } from '../vocabulary.ts'
import { answerLetterAt, wordsWith } from './answer-key.ts'
import { findAnswerWords } from './answer-labels.ts'
import { anchorNames, type Body, namesContents, readBody } from './body.ts'
import { takeFinalKey } from './final-key.ts'
import { fingerprintOf } from './fingerprint.ts'
import { collectReferences, findDefinitions, type References, reportUnreferenced } from './footnotes.ts'
import { readRest } from './left-out.ts'
import { findOptionSign } from './option-signs.ts'
import { type Boxes, type Form, isDefinition, optionsIn, prevailingForm, splitBody } from './quiz.ts'

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
  const { footnotes, meant } = findDefinitions(tree)
  const references: References = new Map()
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
    const rest =
      mark?.until === undefined ? undefined : readRest(source, mark.toldUntil ?? mark.until, next, file)
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

  reportUnreferenced(footnotes, references, source, file)

  let loneBoxes: Boxes = 'choices'
  const split = ({ mark, body }: Asked, prevailing?: Form) =>
    mark.asksOnly
      ? undefined
      : splitBody(body.tree, {
          ...{ prevailing, told: key.get(mark.start)?.labels, sign, boxes: loneBoxes },
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
  const sign = findOptionSign(asked.map(({ mark, body }) => optionsIn(body.tree, answersTo(mark, body))))
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
    const metadata = { ...body.labels, ...readMetadata(body.comments, file) }
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
      ...{ section, id: metadata.id, tags: metadata.tags ?? [], level: metadata.level ?? mark.level },
      ...{ aliases: metadata.aliases ?? [], reviewed: metadata.reviewed, draft: metadata.draft ?? false },
      ...{
        repeats: metadata.repeats,
        markdown: body.markdown,
        definitions: body.definitions || undefined,
        math: source.math || undefined,
        answers: own.length > 0 ? [...own] : undefined,
        keyed: entry
          ? keyedBy(entry.labels, isTold, isRepeated ? '' : said?.markdown)
          : quiz?.isSigned
            ? keyedBy(
                choices.flatMap(({ label, correct }) => (correct ? label : [])),
                true,
              )
            : undefined,
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

/** A question before it is told from its answer. */
interface Asked {
  mark: Mark
  body: Body
  place: Point
  anchors: string[]
  section: number
}

function ifShown(shown: Rendered | string): Rendered | undefined {
  return typeof shown === 'string' ? undefined : shown
}

const nothing: Rendered = { html: '', text: '', headings: [], anchors: [], links: [], images: [] }

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
