import type { Root } from 'mdast'
import type { Point } from 'unist'
import { VFile } from 'vfile'
import { byPlace, problemsOf, report } from '../problems.ts'
import { findAnchors } from './anchors.ts'
import { tellDoubts } from './doubts.ts'
import { questionFields, topicFields } from './metadata/fields.ts'
import { type Fields, type Read, readMapping } from './metadata/mapping.ts'
import { readParts } from './questions/index.ts'
import { checkNumbers } from './questions/numbers.ts'
import { findMarks, isForm } from './shapes/index.ts'
import { findUnread } from './shapes/lost-numbers.ts'
import { isWholeFile, shapeNamed, shapeNames, showsForm } from './shapes/names.ts'
import { offerOf, plainShapes } from './shapes/offered.ts'
import { lookOf, markWhole } from './shapes/one-question-file.ts'
import { codePoint, legibleThrough } from './source/characters.ts'
import { decode, type Source } from './source/decode.ts'
import { endFences, withMeantFences } from './source/fences.ts'
import { unclosedComments } from './source/markdown.ts'
import { findJsx } from './source/mdx.ts'
import type { Text } from './source/text.ts'
import type { Hints, Question, Topic } from './topic.ts'
import { tellUntitled } from './untitled.ts'

/**
 * Reads one content file: its questions, and everything that needs saying about them. `hints` tell what its own text
 * does not.
 */
export function importTopic(path: string, bytes: Uint8Array, hints: Hints = {}): Topic {
  const file = new VFile({ path })
  const topic: Topic = {
    ...{ file: path, shape: null, title: undefined, description: undefined, order: undefined, tags: [] },
    ...{
      language: undefined,
      draft: false,
      introduction: undefined,
      sections: [],
      questions: [],
      anchors: {},
    },
    problems: [],
    note: undefined,
  }
  let source: Source | undefined
  try {
    const decoded = decode(bytes, file)
    source = decoded && { ...decoded, text: withMeantFences(decoded.text) }
    const jsx = source && /\.mdx$/i.test(path) ? findJsx(source.text) : undefined
    if (jsx !== undefined) report(file, 'file-with-jsx', source!.placeAt(jsx))
    else if (source) read(source, topic, file, hints)
  } catch (error) {
    // The stack of the parsers grows with what is nested in the text.
    if (!(error instanceof RangeError)) throw error
    report(file, 'file-not-importable', { line: 1, column: 1 }, 'what it holds is nested too deeply')
  }
  checkCharacters(topic, file)
  topic.problems = [
    ...problemsOf(file, source ? source.toFile : (point) => point),
    ...(source?.dropped ?? []),
  ].toSorted(byPlace)
  return topic
}

/** Looks at every string that leaves, for what escapes have made: in YAML, in entities, in addresses. */
function checkCharacters(topic: Topic, file: VFile): void {
  topic.questions = topic.questions.map((question) => {
    const { value, first } = legibleThrough(question)
    const { line, column } = question
    if (first !== undefined) report(file, 'text-unreadable', { line, column }, codePoint(first), 1)
    return value
  })
  const { file: path, questions, problems, ...others } = topic
  const { value, first } = legibleThrough(others)
  if (first !== undefined) report(file, 'text-unreadable', { line: 1, column: 1 }, codePoint(first), 1)
  Object.assign(topic, value)
  for (const message of file.messages) message.reason = legibleThrough(message.reason).value
}

function read(source: Source, topic: Topic, file: VFile, hints: Hints): void {
  const ofTopic = topicFields({ names: shapeNames, named: shapeNamed })
  const ofNote: typeof ofTopic & Partial<typeof questionFields> = { ...questionFields, ...ofTopic }
  // Only what stands below tells whether the file is one question, whose metadata the frontmatter then holds too.
  const { frontmatter: asked, bodyStart } = readFrontmatter(source, ofNote, new VFile())
  source.math = asked.math ?? hints.math ?? false
  // Blank lines in place of the frontmatter: every offset stays.
  const body = source.text.slice(0, bodyStart).replace(/[^\r\n]/g, ' ') + source.text.slice(bodyStart)
  const find = (text: Text, tree: Root) => {
    const outline = { path: topic.file, frontmatterTitle: asked.title, source: text, tree }
    const whole = hints.note && asked.shape === undefined ? markWhole(outline, hints.note) : undefined
    return whole ? { shape: whole.shape ?? null, marks: [whole] } : findMarks(outline, asked.shape)
  }
  const { tree, shape, marks, unclosed } = endFences({ ...source, text: body }, find)
  for (const { start, swallowed, title } of unclosed)
    report(file, 'fence-unclosed', lineAt(source, start), swallowed, title)
  for (const comment of unclosedComments(body)) report(file, 'comment-unclosed', lineAt(source, comment))
  for (const oddity of checkNumbers(marks)) {
    const { mark, above } = oddity
    const place = lineAt(source, mark.start)
    if (above.number === mark.number) report(file, 'number-repeated', place, mark.number)
    else {
      const outline = { path: topic.file, source: { ...source, text: body }, tree }
      const unread = findUnread(oddity, outline)
      const seen = unread && { ...unread, line: source.placeAt(unread.start).line }
      report(file, 'number-missing', place, mark.number, above.number, seen)
    }
  }
  const form = isForm(asked.shape) ? asked.shape : undefined
  // A copy of one question says which it is: other questions with boxes stand where it came from, or none do.
  const boxes = hints.hasBoxesBeside
    ? 'choices'
    : isWholeFile(asked.shape)
      ? 'things-to-do'
      : 'choices-if-alone'
  const cut = { source, tree, marks, bodyStart, form, answerWords: asked.answers ?? [], boxes } as const
  const parts = readParts(cut, file)
  const [question] = parts.questions
  const isOneQuestion = question !== undefined && isWholeFile(shape)
  const { frontmatter } = readFrontmatter(source, isOneQuestion ? ofNote : ofTopic, file)
  if (isOneQuestion) addMetadata(question, frontmatter)

  // An entry that is collapsed as a whole, or a bare bullet, says more of the file than what stands inside.
  topic.shape = shape && (form ?? (showsForm(shape) ? parts.form : undefined) ?? shape)
  // A heading of nothing but an image has no words.
  topic.title = frontmatter.title ?? (parts.title || undefined)
  if (frontmatter.title && parts.title && wordsOf(parts.title) !== wordsOf(frontmatter.title))
    report(file, 'text-left-out', parts.titlePlace!, parts.title, { title: frontmatter.title })
  topic.description = frontmatter.description
  topic.order = frontmatter.order
  topic.tags = frontmatter.tags ?? []
  topic.language = frontmatter.language
  topic.draft = frontmatter.draft ?? false
  topic.introduction = parts.introduction
  topic.sections = parts.sections
  topic.questions = parts.questions
  topic.anchors = findAnchors(body, tree, topic)
  const isRead = topic.questions.length === 1 && isWholeFile(shape)
  const outline = { path: topic.file, frontmatterTitle: asked.title, source: { ...source, text: body }, tree }
  if (topic.questions.length === 0)
    report(file, 'questions-missing', { line: 1, column: 1 }, offerOf(outline, plainShapes))
  if (isRead || asked.shape === undefined)
    topic.note = lookOf(outline, marks, {
      ...{ isRead, isLevelled: asked.level !== undefined, isBoxed: parts.isBoxed },
    })
  tellDoubts(topic, marks, outline, file)
  tellUntitled(topic, body, tree, (offset) => lineAt(source, offset), file)
}

/** A title's words, however they are written. */
function wordsOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function lineAt(source: Source, offset: number): Point {
  return { line: source.placeAt(offset).line, column: 1 }
}

/** Adds what the frontmatter says of a question to what its own metadata leaves open. */
function addMetadata(
  question: Question,
  { id, level, aliases, reviewed, repeats }: Read<typeof questionFields>,
) {
  question.id ??= id
  question.level ??= level
  question.reviewed ??= reviewed
  question.repeats ??= repeats
  question.aliases = [...question.aliases, ...(aliases ?? [])]
}

function readFrontmatter<F extends Fields>(
  source: Source,
  fields: F,
  file: VFile,
): { frontmatter: Read<F>; bodyStart: number } {
  const { text } = source
  // A file may also begin with a rule: frontmatter has a key right below it.
  const [opening] =
    text.match(
      /^---[ \t]*(\r\n|\n|\r)(?=(#[^\r\n]*(\r\n|\n|\r))*(["']?[\w-]+["']?[ \t]*:|---[ \t]*[\r\n]))/,
    ) ?? []
  if (opening === undefined) return { frontmatter: {}, bodyStart: 0 }
  const closing = text.slice(opening.length).match(/^(---|\.\.\.)[ \t]*(\r\n|\n|\r|$)/m)
  if (!closing) {
    report(
      file,
      'frontmatter-not-yaml',
      { line: 1, column: 1 },
      'The mapping that begins at line 1 is never closed.',
    )
    return { frontmatter: {}, bodyStart: 0 }
  }
  const range = { start: opening.length, end: opening.length + closing.index! }
  return {
    frontmatter: readMapping(source, range, fields, 'frontmatter-not-yaml', file),
    bodyStart: range.end + closing[0].length,
  }
}
