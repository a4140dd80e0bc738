import type { Point } from 'unist'
import type { Problem } from '../problems.ts'

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
  /** What it is if all of it is one question; `undefined` where it lists questions of its own. */
  note: Note | undefined
}

/** A file that may be one question as a whole. */
export interface Note {
  /** Whether it was read so. */
  isRead: boolean
  /** Whether its title, or its metadata, say that it is one. */
  asks: boolean
  /** Whether it has check boxes that may be choices or things to do: the others of its folder tell. */
  isBoxed: boolean
  /** The words of its headings, in lower case; the first is that above all others, or empty. */
  headings: string[]
}

/** What is known of a file before it is read. */
export interface Hints {
  /** What its folder tells of it: that it is one question as a whole. */
  note?: NoteHint
  /** Whether other questions of its folder have check boxes, as a quiz does. */
  hasBoxesBeside?: boolean
  /** Whether what stands between dollars is mathematics, where the file does not say otherwise. */
  math?: boolean
}

export interface NoteHint {
  /** Words, as in `Note`, of first headings that are no titles: most of the folder's files have them. */
  labels: string[]
}

export interface Section {
  title: string
  line: number
  introduction: Rendered | undefined
  /** Names of the anchors that stand in the title or right above it. */
  anchors: string[]
}

export interface Question {
  /** Its file, where the topic is a folder of them. */
  file?: string
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
  /** Whether its author knows that the same is asked elsewhere. */
  repeats: boolean | undefined
  /** The exact slice of the source that stands below the title: prompt, choices and answer. */
  markdown: string
  /** The definitions of links and footnotes that the slice names and that stand elsewhere in the file. */
  definitions: string | undefined
  /** Whether what stands between dollars in it is mathematics. */
  math: true | undefined
  /** The words, of its file's own, that its answer begins with; they are no text of the answer. */
  answers: string[] | undefined
  /** What a key elsewhere in its file says of it, as Markdown that says the same below it. */
  keyed: string | undefined
  /** What belongs to the question beside its title: code, a table, a story. */
  prompt: Rendered | undefined
  /** The answers to choose from; empty where the question gives none. */
  choices: Choice[]
  answer: Rendered | undefined
  /** Whether there is an answer that is no mere promise of one, or a choice known to be right. */
  answered: boolean
  /** What its text is known by, when its title changes. */
  fingerprint: Fingerprint
  /** Names of the anchors that stand in the title or right above it. */
  anchors: string[]
}

/** What stands below a question's title, in order. */
export function partsOf({ prompt, choices, answer }: Question): Rendered[] {
  return [...(prompt ? [prompt] : []), ...choices, ...(answer ? [answer] : [])]
}

/** One of the answers to choose from. */
export interface Choice extends Rendered {
  /** The letter or the number that the answer calls it by: `A`, `1`. */
  label: string
  correct: boolean
}

/** A place of a topic: a question's page, or one of its sections, or the topic itself. */
export interface Target {
  question?: number
  section?: number
  /** A place inside an answer. */
  anchor?: string
}

/** Markdown made into HTML that is safe to show. */
export interface Rendered {
  /** Links to other places of the content are symbolic until `resolveLinks`. */
  html: string
  /** What a reader sees, without marks; blocks are parted by newlines. */
  text: string
  headings: { depth: number; id: string; text: string }[]
  /** The ids of places that its author named. */
  anchors: string[]
  links: Link[]
  /** Images are symbolic until `resolveImages`. */
  images: Image[]
}

/** A link that must be resolved: what the author wrote, and where. */
export interface Link {
  target: string
  place: Point
}

/** An image that must be resolved, in the order of the text. */
export interface Image {
  /** Its address, as the author wrote it. */
  target: string
  place: Point
  /** The size that the author asks for, in pixels. */
  width: number | undefined
  height: number | undefined
  /** What stands in its place where it is not shown, as safe HTML: a link to a remote image, else its words. */
  instead: string
  /** Whether it stands in a link. */
  isLinked: boolean
}

/**
 * What is remembered of a question's text, so that it is known again under another title: a digest of what it asks
 * below the title, one of its answer, and a sketch of both, parted by dots. A part is empty where there is no text; the
 * sketch is, where there are less than five words, which are too few to know a question by.
 */
export type Fingerprint = `${string}.${string}.${string}`

export type Level = 'easy' | 'medium' | 'hard'
