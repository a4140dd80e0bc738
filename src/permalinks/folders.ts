import { legible } from '../importer/source/characters.ts'
import type { Target, Topic } from '../importer/topic.ts'

/** A file that was read. */
export interface ReadFile {
  /** Its path below the content folder. */
  path: string
  /** The content folder's name; `undefined` where the file itself was asked for. */
  folder: string | undefined
  topic: Topic
}

/** A topic to be named, and its path below the content folder. */
export interface Unnamed {
  path: string
  topic: Topic
  /** What it is recorded under, where that is not the path of its file, or of the folder of its files. */
  at?: string
  /** Its files, where it has not just the one. */
  files?: readonly TopicFile[]
}

/** What links into one of a topic's files lead to. */
export interface TopicFile {
  file: string
  whole: Target
  anchors: Record<string, Target>
}

/**
 * Makes topics of files: those of one folder that are a question each are one topic, with the title and introduction
 * of an index.md or README.md that stands beside them and has no question. At the top of the content they are one
 * topic only where nothing else stands there.
 */
export function gather(read: readonly ReadFile[]): Unnamed[] {
  const unnamed: Unnamed[] = []
  for (const { place, files } of groupsOf(read)) {
    const single = files.filter((one) => one.folder !== undefined && isOneQuestion(one))
    const index = files.find(isIndex)
    const others = files.filter((one) => one !== index && !single.includes(one))
    const isTop = !files[0]!.path.includes('/')
    if (single.length === 0 || (isTop && (single.length < 2 || others.length > 0))) unnamed.push(...files)
    else unnamed.push(joined(single, index, place), ...others)
  }
  return unnamed
}

/** Files that stand beside each other. */
interface Group {
  /** Where each lies in a folder of its own, under one name: the path of the folder of those, and that name. */
  place?: { folder: string; name: string; isOnly: boolean }
  files: ReadFile[]
}

/** Files by folder, or by name where sibling folders hold the same ones, as of a question a folder. */
export function groupsOf(read: readonly ReadFile[]): Group[] {
  const folders = Map.groupBy(read, folderOf)
  const above = (folder: string) =>
    folder.slice(0, Math.max(folder.lastIndexOf('/'), folder.indexOf('\0') + 1))
  const groups: Group[] = []
  for (const [parent, beside] of Map.groupBy(folders.keys(), above)) {
    const namesOf = (folder: string) => folders.get(folder)!.map(nameOf).toSorted().join('/')
    for (const [names, same] of Map.groupBy(beside, namesOf)) {
      const files = same.flatMap((folder) => folders.get(folder)!)
      const isSpread = same.length > 2 && same.length * 2 > beside.length && !same.includes(parent)
      if (!isSpread) groups.push(...same.map((folder) => ({ files: folders.get(folder)! })))
      else {
        const folder = parent.slice(parent.indexOf('\0') + 1)
        for (const [name, files_] of Map.groupBy(files, nameOf))
          groups.push({ place: { folder, name, isOnly: name === names }, files: files_ })
      }
    }
  }
  return groups
}

function folderOf({ folder, path }: ReadFile): string {
  return `${folder ?? path}\0${path.split('/').slice(0, -1).join('/')}`
}

function nameOf({ path }: ReadFile): string {
  return withoutEnding(path.split('/').at(-1)!).toLowerCase()
}

function isOneQuestion({ topic }: ReadFile): boolean {
  return topic.note?.isRead ?? false
}

function isIndex({ path, topic }: ReadFile): boolean {
  return isIndexName(path) && topic.questions.length === 0
}

/** Whether a file's name says that it is about its folder. */
export function isIndexName(path: string): boolean {
  return /(^|\/)(index|readme)$/i.test(withoutEnding(path))
}

function joined(single: readonly ReadFile[], index: ReadFile | undefined, place: Group['place']): Unnamed {
  const [first] = single
  const folder = place?.folder ?? first!.path.split('/').slice(0, -1).join('/')
  const path = [folder || first!.folder!, ...(place && !place.isOnly ? [place.name] : [])].join('/')
  const ordered = single.toSorted(
    ({ topic: a }, { topic: b }) => (a.order ?? Number.MAX_VALUE) - (b.order ?? Number.MAX_VALUE),
  )
  const questions = ordered.map(({ topic }) => ({
    ...topic.questions[0]!,
    ...{ file: topic.file, section: -1, draft: topic.draft || topic.questions[0]!.draft },
    tags: [...topic.tags, ...topic.questions[0]!.tags],
  }))
  const topic: Topic = {
    ...(index?.topic ?? {
      ...{ description: undefined, order: undefined, tags: [], introduction: undefined, sections: [] },
      ...{ file: first!.topic.file, draft: false, anchors: {}, problems: [], note: undefined },
      language: ordered.every(({ topic }) => topic.language === first!.topic.language)
        ? first!.topic.language
        : undefined,
    }),
    title: index?.topic.title ?? titleOf(path),
    shape: first!.topic.shape,
    questions,
  }
  const files = ordered.map(({ topic }, question): TopicFile => {
    const at = (target: Target) => ({ question, ...(target.anchor ? { anchor: target.anchor } : {}) })
    const anchors = Object.entries(topic.anchors).map(([name, target]) => [name, at(target)] as const)
    return { file: topic.file, whole: { question }, anchors: Object.fromEntries(anchors) }
  })
  if (index) files.push({ file: index.topic.file, whole: {}, anchors: index.topic.anchors })
  const at = place && `${place.folder}/*/${place.name}`
  return { path, topic, files, ...(at !== undefined && { at }) }
}

/** A file's or a folder's name as a title: “design-patterns” is “Design patterns”; a README bears its folder's. */
export function titleOf(path: string): string {
  const parts = withoutEnding(path).split('/')
  const name = parts.length > 1 && /^(index|readme)$/i.test(parts.at(-1)!) ? parts.at(-2)! : parts.at(-1)!
  const words = legible(name)
    .replace(/[-_\s]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A path without the ending of a Markdown file. */
export function withoutEnding(path: string): string {
  return path.replace(/\.(md|mdx|markdown)$/i, '')
}
