import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ifMissing } from '../disk.ts'
import { decoded, isRemote, type Refusal, type Shown } from '../importer/answer/images.ts'
import { anywhere } from '../importer/answer/wiki.ts'
import type { Settings } from '../importer/metadata/settings.ts'
import { partsOf, type Topic } from '../importer/topic.ts'
import type { ReadFile } from '../permalinks/folders.ts'
import { findNotes } from '../permalinks/notes.ts'
import { type Code, type Problem, problem } from '../problems.ts'
import type { Cache } from './cache.ts'
import { belowIn, type FoundFile, fileIn, findFiles, importFile, namedFile, unreadable } from './files.ts'
import { type Images, isWithin } from './images.ts'
import { nameOf } from './ledger.ts'
import { type Namesakes, namesakes } from './namesakes.ts'
import { readSettings, settingsName } from './settings.ts'
import { type Supervisor, supervise } from './supervisor.ts'

/** A problem, and the name of the file or folder that has it. */
export type Found = [file: string, problem: Problem]

/** What the disk holds of the content, the ledger aside. */
export interface Sources {
  /** What must have questions: the folders among the paths that were asked for, or all that there is. */
  folders: string[]
  /** The files, each with its topic. */
  read: ReadFile[]
  settings: [path: string, Settings][]
  /** By file and target: the image that a file shows, or why it is not shown. */
  pictures: Pictures
  /** Files, and folders with all that lies in them, that could not be read now, or not to their end. */
  unread: string[]
  found: Found[]
}

export type Pictures = ReadonlyMap<string, ReadonlyMap<string, Shown | Refusal>>

export interface SourceOptions {
  cache: Cache
  images: Images
  /** The folder of all content: where less of it is read, its files show images of all of it. */
  contentDir: string | undefined
  /** Whether that folder is taken to hold nothing but the paths. */
  isReduced: boolean | undefined
  /** The address at which an image is published. */
  addressOf(image: string): string
  /** Has files imported; by default a worker does that ends with the last of them. */
  supervisor: Supervisor | undefined
}

/** Reads files and folders: their settings, their topics, and the images that these show. */
export async function readSources(paths: readonly string[], options: SourceOptions): Promise<Sources> {
  const found: Found[] = []
  const { files, folders, settingsFiles } = await look(paths, options, found)
  const unread = found.filter(([, { code }]) => hides.has(code)).map(([file]) => file)
  // Where one path is mistaken, what the others were to be is not known.
  if (found.some(([, { code }]) => code === 'path-missing')) unread.push('.')
  const settings: Sources['settings'] = []
  for (const path of settingsFiles) settings.push([path, await readSettings(path, found)])

  const read: ReadFile[] = []
  const pictures = new Map<string, ReadonlyMap<string, Shown | Refusal>>()
  const { math = false } = settings[0]?.[1] ?? {}
  const supervisor = options.supervisor ?? supervise()
  try {
    const whole: FoundFile[] = []
    const outcomes = await inOrder(files, ({ path }) => importFile(path, options.cache, supervisor, { math }))
    for (const [file, outcome] of outcomes) {
      const problems = 'code' in outcome ? [outcome] : outcome.problems
      if (problems.some(({ code }) => hides.has(code))) unread.push(nameOf(file.path))
      if ('code' in outcome) found.push([nameOf(file.path), outcome])
      else {
        read.push({ path: file.below, folder: file.folder, topic: outcome })
        whole.push(file)
      }
    }
    const notes = await inOrder([...findNotes(read)], ([at, hints]) =>
      importFile(whole[at]!.path, options.cache, supervisor, { math, ...hints }),
    )
    for (const [[at], outcome] of notes) {
      if ('code' in outcome) found.push([nameOf(whole[at]!.path), outcome])
      else read[at]!.topic = outcome
    }
    const elsewhere = namesakes()
    for (const [at, { topic }] of read.entries())
      pictures.set(topic.file, await findPictures(topic, whole[at]!, elsewhere, options))
  } finally {
    if (!options.supervisor) await supervisor.close()
  }
  return { folders, read, settings, pictures, unread, found }
}

/** So many files are read at once: as many as are imported, and those that come next. */
const mostAtOnce = 4

/** Does something with each, some at once; answers each with what came of it, in their order. */
async function inOrder<One, Made>(
  all: readonly One[],
  act: (one: One) => Promise<Made>,
): Promise<[One, Made][]> {
  const made: [One, Made][] = []
  const left = all.entries()
  const work = async () => {
    for (const [at, one] of left) made[at] = [one, await act(one)]
  }
  await Promise.all(Array.from({ length: mostAtOnce }, work))
  return made
}

/** Problems that leave open which questions a file has, or a folder. */
const hides: ReadonlySet<Code> = new Set([
  ...([
    'file-unreadable',
    'file-too-large',
    'file-too-slow',
    'file-not-importable',
    'file-not-text',
  ] as const),
  ...(['text-not-utf8', 'text-too-nested', 'name-not-utf8'] as const),
])

/** What lies at the paths. */
async function look(
  paths: readonly string[],
  { contentDir, isReduced }: Pick<SourceOptions, 'contentDir' | 'isReduced'>,
  found: Found[],
) {
  const files: FoundFile[] = []
  const folders: string[] = []
  const settingsFiles: string[] = []
  const whole = isReduced ? contentDir : undefined
  let isThere = true
  if (whole !== undefined) settingsFiles.push(join(whole, settingsName))
  for (const path of paths) {
    const kind = await stat(path).catch(ifMissing).catch(unreadable)
    if (!kind || 'code' in kind) {
      found.push([nameOf(path), kind ?? missing(path, paths)])
      isThere = false
    } else if (kind.isFile() && basename(path) === settingsName) settingsFiles.push(path)
    else if (kind.isFile())
      files.push(whole === undefined ? namedFile(path, paths, contentDir) : fileIn(whole, path))
    else if (!kind.isDirectory())
      found.push([nameOf(path), problem('file-skipped', { line: 1, column: 1 }, 'a device or a pipe')])
    else if (whole !== undefined) files.push(...(await findFiles(whole, belowIn(whole, path), found)))
    else {
      folders.push(path)
      settingsFiles.push(join(path, settingsName))
      files.push(...(await findFiles(path, '', found)))
    }
  }
  if (whole !== undefined && isThere) folders.push(paths.length === 1 ? paths[0]! : whole)
  return { files, folders, settingsFiles }
}

function missing(path: string, paths: readonly string[]): Problem {
  const code = paths.length === 1 ? 'content-missing' : 'path-missing'
  return problem(code, { line: 1, column: 1 }, nameOf(path))
}

async function findPictures(
  topic: Topic,
  { path, root }: FoundFile,
  elsewhere: Namesakes,
  { images, contentDir, addressOf }: SourceOptions,
): Promise<ReadonlyMap<string, Shown | Refusal>> {
  const pictures = new Map<string, Shown | Refusal>()
  const within = contentDir !== undefined && isWithin(contentDir, path) ? contentDir : root
  for (const target of targetsIn(topic)) {
    const written = target.endsWith(anywhere) ? target.slice(0, -anywhere.length) : target
    let picture = await images.find(written, path, within)
    if (typeof picture === 'function' && written !== target) {
      const namesake = await elsewhere(decoded(written), within)
      if (namesake !== undefined) picture = await images.find(namesake, path, within)
    }
    pictures.set(
      target,
      typeof picture === 'function' ? picture : { ...picture, address: addressOf(picture.name) },
    )
  }
  return pictures
}

/** The addresses of the images on this site that a file shows. */
function targetsIn({ introduction, sections, questions }: Topic): Set<string> {
  const parts = [
    introduction,
    ...sections.map(({ introduction }) => introduction),
    ...questions.flatMap(partsOf),
  ]
  const targets = parts.flatMap((part) => part?.images ?? []).map(({ target }) => target)
  return new Set(targets.filter((target) => !isRemote(target)))
}
