import type { RootContent } from 'mdast'
import type { Point } from 'unist'
import { VFile } from 'vfile'
import { type Rendered, render, renderTitle } from './answer.ts'
import { decode, type Source } from './decode.ts'
import { findAnchors } from './links.ts'
import { outline } from './markdown.ts'
import { type Level, readMapping, topicFields } from './metadata.ts'
import { type Problem, problemsOf, report } from './problems.ts'
import { cut, type Slice, visibleText } from './questions.ts'
import { findMarks, shapeIds } from './shapes/index.ts'

/** A content file, read. Plain data: it may be stored, or sent between threads. */
export interface Topic {
  /** The file's path, as problems name it. */
  file: string
  /** The shape its questions take; `null` where there is none. */
  shape: string | null
  /** The frontmatter's title, or that of the file's first heading; `undefined` where it has neither. */
  title: string | undefined
  description: string | undefined
  order: number | undefined
  tags: string[]
  language: string | undefined
  draft: boolean
  introduction: Rendered | undefined
  sections: Section[]
  questions: Question[]
  /** Where the file's anchors lead, as GitHub makes them from headings, and as its author wrote them. */
  anchors: Record<string, Target>
  problems: Problem[]
}

export interface Section {
  title: string
  line: number
  introduction: Rendered | undefined
}

export interface Question {
  /** As a reader sees it, without its number. */
  title: string
  /** The title as safe inline HTML. */
  titleHtml: string
  /** The lines of the title's first character and the answer's last, 1-based. */
  line: number
  column: number
  endLine: number
  /** The index of its section in the topic; -1 above the first. */
  section: number
  /** The id that its author gave it. */
  id: string | undefined
  tags: string[]
  level: Level | undefined
  aliases: string[]
  reviewed: string | undefined
  draft: boolean
  /** The exact slice of the source that is the answer; empty where there is none. */
  markdown: string
  answer: Rendered | undefined
}

/** A place of a topic: a question's page, or one of its sections, or the topic itself. */
export interface Target {
  question?: number
  section?: number
  /** A place inside an answer. */
  anchor?: string
}

/** Reads one content file: its questions, and everything that needs saying about them. */
export function importTopic(path: string, bytes: Uint8Array): Topic {
  const file = new VFile({ path })
  const source = decode(bytes, file)
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
  }
  if (source) read(source, topic, file)
  topic.problems = problemsOf(file, source ? source.toFile : (point) => point)
  return topic
}

function read(source: Source, topic: Topic, file: VFile): void {
  const { frontmatter, bodyStart } = readFrontmatter(source, file)
  // Blank lines in place of the frontmatter: every offset stays.
  const body = source.text.slice(0, bodyStart).replace(/[^\r\n]/g, ' ') + source.text.slice(bodyStart)
  const tree = outline(body)
  const { shape, marks } = findMarks(source, tree, frontmatter.shape)
  const drafts = cut(source, tree, marks, bodyStart, file)
  const definitions = tree.children.filter(
    ({ type }) => type === 'definition' || type === 'footnoteDefinition',
  )

  const show = (slice: Slice | undefined, highest: 2 | 3, scope: string): Rendered | undefined => {
    if (!slice) return undefined
    const above = source.placeAt(slice.start).line - 1
    const placeOf = ({ line, column }: Point) => ({ line: line + above, column })
    const needed = definitionsFor(slice, definitions, source)
    const shown = render(visibleText(source, slice), { definitions: needed, placeOf, highest, scope }, file)
    return {
      ...shown,
      links: shown.links.map(({ target, place }) => ({ target, place: source.toFile(place) })),
    }
  }

  topic.shape = shape
  topic.title = frontmatter.title ?? (drafts.title && renderTitle(drafts.title).text)
  topic.description = frontmatter.description
  topic.order = frontmatter.order
  topic.tags = frontmatter.tags ?? []
  topic.language = frontmatter.language
  topic.draft = frontmatter.draft ?? false
  topic.introduction = show(drafts.introduction, 2, 'introduction:')
  topic.sections = drafts.sections.map(({ title, place, introduction }, index) => ({
    title: renderTitle(title).text,
    line: place.line,
    introduction: show(introduction, 3, `${index + 1}:`),
  }))
  topic.questions = drafts.questions.map(({ title, place, endLine, section, metadata, answer }) => {
    const { html, text } = renderTitle(title)
    if (!answer) report(file, 'answer-missing', place, text)
    return {
      title: text,
      titleHtml: html,
      line: place.line,
      column: source.toFile(place).column,
      endLine,
      section,
      id: metadata.id,
      tags: metadata.tags ?? [],
      level: metadata.level,
      aliases: metadata.aliases ?? [],
      reviewed: metadata.reviewed,
      draft: metadata.draft ?? false,
      markdown: answer ? source.text.slice(answer.start, answer.end) : '',
      answer: show(answer, 2, ''),
    }
  })
  topic.anchors = findAnchors(tree, drafts, topic)
  if (topic.questions.length === 0) report(file, 'questions-missing', { line: 1, column: 1 })
}

function readFrontmatter(source: Source, file: VFile) {
  const { text } = source
  const fields = topicFields(shapeIds)
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

/** The definitions a slice names, that stand outside it, as Markdown. */
function definitionsFor(slice: Slice, definitions: readonly RootContent[], source: Source): string[] {
  if (definitions.length === 0) return []
  const text = source.text.slice(slice.start, slice.end).toLowerCase().replace(/\s+/g, ' ')
  return definitions.flatMap((definition) => {
    if (!('identifier' in definition)) return []
    const start = definition.position!.start.offset!
    const end = definition.position!.end.offset!
    const isNamed = text.includes(`${definition.identifier}]`)
    return isNamed && !(start >= slice.start && end <= slice.end) ? [source.text.slice(start, end)] : []
  })
}

export type { Point, Problem, Rendered }
