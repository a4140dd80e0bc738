import type { Rendered } from '../importer/topic.ts'
import type { Ledger } from '../permalinks/ledger.ts'
import type { Problem } from '../problems.ts'
import type { Former } from '../site/former.ts'
import type { Memory } from './memory.ts'
import type { SiteSettings } from './settings.ts'

/** All content, named and linked, and everything that needs saying about it. */
export interface Content {
  settings: SiteSettings
  topics: NamedTopic[]
  questions: NamedQuestion[]
  /** Addresses that were promised once, and where nothing stands any more. */
  former: Former[]
  /** What the site is known by to what its readers keep of it. */
  site: string
  /** Every file that was read, in order of its path, and whatever else has problems. */
  reports: FileReport[]
  /** The ledger as it was and as it has to be; `undefined` where there is none, or none that could be read. */
  ledger: RecordedLedger | undefined
  /** What there is to remember of it, where that was asked for. */
  memory?: Memory
}

/** A folder's ledger, before and after its content was read. */
export interface RecordedLedger {
  folder: string
  before: Ledger
  /** The ledger before, as it is written; `undefined` where there is no file. */
  text: string | undefined
  after: Ledger
  /** How many addresses differ. */
  changes: number
  /** Ids of promised questions whose files cannot be read now. */
  unread: readonly string[]
  /** Those of them whose files are not among the paths. */
  unnamed: readonly string[]
}

/** What `check` says of one file, or of a folder. */
export interface FileReport {
  /** Relative to the working directory, with slashes. */
  file: string
  shape: string | null
  questions: QuestionReport[]
  problems: Problem[]
}

/** What `check` says of one question. */
export interface QuestionReport {
  id: string | null
  title: string
  line: number
  /** Whether it is answered. */
  answer: boolean
  /** The title of its section. */
  section: string | null
  /** How many answers there are to choose from. */
  choices: number
  /** The letters of the right ones. */
  right: string[]
}

/** A topic as it is published. */
export interface NamedTopic {
  id: string
  /** The frontmatter's title, else the file's own first heading, else its name. */
  title: string
  /** One sentence or two, from the frontmatter. */
  description: string | null
  /** Topics with an order stand before those without, lowest first. */
  order: number | null
  /** A BCP 47 tag, where the topic is not in the site's language. */
  language: string | null
  /** The file's path from the working directory, with slashes. */
  file: string
  /** What stands above the first question, as safe HTML. */
  introduction: string | null
  /** Headings above questions, in the file's order. */
  sections: NamedSection[]
  /** Anchors of sections that are gone, and whose addresses lead to the topic as a whole now. */
  former: string[]
}

export interface NamedSection {
  id: string
  title: string
  /** What stands below its heading before a question, as safe HTML. */
  introduction: string | null
  /** Anchors of sections that are gone, and whose questions stand here now. */
  former: string[]
}

/** A question as it is published; its id is its permalink. */
export interface NamedQuestion {
  id: string
  /** As a reader sees it, without its number. */
  title: string
  /** The title as safe inline HTML. */
  titleHtml: string
  /** Whether other questions have the same title: what they ask below it tells them apart. */
  sharesTitle: boolean
  /** The id of its topic. */
  topic: string
  /** The id of its section in the topic; `null` above the first. */
  section: string | null
  /** Its place in its file, from 0. */
  position: number
  /** The topic's tags, then its own, in lower case. */
  tags: string[]
  /** Other words to find it by. */
  aliases: string[]
  level: 'easy' | 'medium' | 'hard' | null
  /** The day somebody last made sure that the answer holds: `2026-01-31`. */
  reviewed: string | null
  /** The file's path from the working directory, with slashes. */
  file: string
  /** The lines of the title and of the answer's end, 1-based. */
  line: number
  endLine: number
  /** The exact slice of the source that stands below the title: prompt, choices and answer. */
  markdown: string
  /** The definitions of links and footnotes that it names and that stand elsewhere in the file. */
  definitions: string
  /** Whether what stands between dollars in it is mathematics. */
  math: boolean
  /** The words, of its file's own, that its answer begins with. */
  answers: string[]
  /** What a key elsewhere in its file says of it, as Markdown; empty where none does. */
  keyed: string
  /** What belongs to the question beside its title, as safe HTML and as plain text; `null` where nothing does. */
  prompt: { html: string; text: string } | null
  /** The answers to choose from; empty where the question gives none. */
  choices: NamedChoice[]
  /** Whether there is an answer, or a choice known to be right. What has neither is left out of practice. */
  answered: boolean
  /** The answer as safe HTML, and as plain text with its blocks parted by newlines; empty where there is none. */
  html: string
  text: string
  /** The headings in the answer. */
  headings: Rendered['headings']
  /** The day it was first published, and the last one its title or text changed after that; `null` for a draft. */
  published: string | null
  updated: string | null
  /** How often its title or text was published anew, from 1. */
  revision: number
}

export interface NamedChoice {
  /** The letter or the number that the answer calls it by: `A`, `1`. */
  label: string
  /** As safe HTML and as plain text. */
  html: string
  text: string
  /** Whether it is right; no page tells before it is asked. */
  correct: boolean
}
