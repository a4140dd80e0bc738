import GithubSlugger, { slug } from 'github-slugger'
import type { TopicFile, Unnamed } from './folders.ts'
import type { Question, Topic } from './index.ts'
import { type Problem, problem } from './problems.ts'

/** A topic with its ids. */
export interface Named {
  id: string
  topic: Topic
  files: readonly TopicFile[]
  /** By place in the topic's `sections`, and in its `questions`; `undefined` for one that is not published. */
  sectionIds: readonly string[]
  questionIds: readonly (string | undefined)[]
}

/**
 * Gives ids to all topics, sections and questions, drafts only where they are asked for. What clashes, or has a
 * title that no address can be made from, gets none, and a problem under its file.
 */
export function giveIds(
  topics: readonly Unnamed[],
  drafts: boolean,
): { named: Named[]; problems: Map<string, Problem[]> } {
  const problems = new Map<string, Problem[]>()
  const tell = (file: string, found: Problem) => problems.set(file, [...(problems.get(file) ?? []), found])
  const filesByTopic = new Map<string, string>()
  const placesByQuestion = new Map<string, string>()

  const named = topics.flatMap(({ path, topic, files }): Named[] => {
    const { file, anchors } = topic
    const id = topicId(path)
    const other = filesByTopic.get(id)
    if (other) {
      tell(file, problem('topic-conflict', { line: 1, column: 1 }, id, other))
      return []
    }
    filesByTopic.set(id, file)

    const slugOf = githubSlugs()
    const sectionIds = topic.sections.map(({ title }) => slugOf(title) || slugOf('section'))
    const questionIds = topic.questions.map((question) => {
      const { title, line, column, draft, file = topic.file } = question
      if ((draft || topic.draft) && !drafts) return undefined
      const id = idFor(question)
      const taken = placesByQuestion.get(id)
      if (id === '') tell(file, problem('id-missing', { line, column }, title))
      else if (taken) tell(file, problem('id-conflict', { line, column }, title, id, taken))
      else {
        placesByQuestion.set(id, `${file}:${line}`)
        return id
      }
      return undefined
    })
    return topic.draft && !drafts
      ? []
      : [{ id, topic, files: files ?? [{ file, whole: {}, anchors }], sectionIds, questionIds }]
  })
  return { named, problems }
}

/** The id that a question asks for: what its author gave it, or its title's; empty where none can be made from that. */
export function idFor({ id, title }: Question): string {
  return id ?? fitting(slug(title).replace(/^-+|-+$/g, ''))
}

// An id is a folder's name, which may have 255 bytes.
const mostBytes = 200

/** As many of an id's words as a file system takes. */
function fitting(id: string): string {
  const { read } = new TextEncoder().encodeInto(id, new Uint8Array(mostBytes))
  return read === id.length ? id : id.slice(0, read).replace(/(?<=.)-[^-]*$/, '')
}

/** A tag's id: `C++` and `C#` are told apart from `C`. */
export function tagId(tag: string): string {
  const spelled = tag.replaceAll('+', ' plus').replaceAll('#', ' sharp').replace(/^\./, 'dot ')
  return fitting(slug(spelled).replace(/^-+|-+$/g, '')) || 'other'
}

/** Makes anchors from a file's headings as GitHub does: repeats are numbered in order. */
export function githubSlugs(): (words: string) => string {
  const slugger = new GithubSlugger()
  return (words) => slugger.slug(words)
}

/** A topic's id: its path without extension, folders joined by hyphens. */
function topicId(path: string): string {
  return fitting(slug(path.replace(/\.(md|markdown)$/i, '').replaceAll('/', '-'))) || 'topic'
}
