import { posix } from 'node:path'
import type { Question } from '../importer/topic.ts'
import type { Unnamed } from './folders.ts'
import { idOf } from './ids.ts'
import type { Traits } from './matching.ts'

/** A question on its way to an id. */
export interface Asked extends Traits {
  question: Question
  /** Its topic's index, and its own there. */
  topic: number
  index: number
  /** The id that its title asks for; empty for one without words. */
  slug: string
  /** As problems name it: `content/javascript.md:12`. */
  place: string
  /** Whether it is published: a draft is not. */
  isShown: boolean
  id?: string
}

/** All questions of all topics, with their files as seen from the content folder. */
export function questionsIn(topics: readonly Unnamed[], folder: string): Asked[] {
  return topics.flatMap(({ topic }, at) =>
    topic.questions.map((question, index): Asked => {
      const { title, line, draft, fingerprint, file = topic.file } = question
      const slug = idOf(title)
      return {
        ...{ question, topic: at, index, title, slug, line, fingerprint, place: `${file}:${line}` },
        file: posix.relative(folder, file),
        isShown: !draft && !topic.draft,
      }
    }),
  )
}

/** Equal for two questions that are the same, word for word. */
export function keyOf({ slug, title, fingerprint, question }: Asked): string {
  return [slug || title, fingerprint, question.markdown.replace(/\s+/g, ' ').trim()].join('\0')
}
