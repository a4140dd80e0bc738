import type { Root } from 'mdast'
import type { Text } from '../source/text.ts'
import type { Level } from '../topic.ts'

/** What shapes look for questions in. */
export interface Outline {
  /** The file's path. */
  path: string
  /** The title that the file's frontmatter gives it. */
  frontmatterTitle?: string | undefined
  source: Text
  /** The file's blocks; their inline text is raw. */
  tree: Root
}

/** A place where something begins: what it marks reaches to the next mark, or to `until`. */
export interface Mark {
  /** `end` begins text that belongs to no question, such as a licence; `key` tells the right choices of all. */
  kind: 'title' | 'section' | 'question' | 'end' | 'key'
  /** A question's shape. */
  shape?: string
  /** As Markdown, on one line, without number. */
  title: string
  /** The level of a heading, 1 to 6; 7 where a question is marked by something else. */
  depth: number
  /** The number that its author gave it. */
  number?: number | undefined
  /** The letter right after its number. */
  letter?: string | undefined
  /** The word before its number, or its colon: “question”; lower case. */
  label?: string | undefined
  /** Offsets of the mark itself in the source; what it marks begins at `end`. */
  start: number
  end: number
  /** Where what it marks ends, if not at the next mark. */
  until?: number
  /** Where what is told of it ends, if after that. */
  toldUntil?: number
  /** What a table, or a sign of its title, says of how hard it is. */
  level?: Level | undefined
  /** How many columns what it marks is indented by. */
  indent?: number
  /** Where that indentation ends, if before the end of what it marks. */
  indentEnd?: number
  /** What stands below it belongs to the question; there is no answer. */
  asksOnly?: boolean
}

/** A way in which a whole file is one question. */
export interface Shape {
  ids: readonly string[]
  find(outline: Outline, ids: readonly string[], isAsked: boolean): Mark[]
}
