import { stat } from 'node:fs/promises'
import { basename, join, posix } from 'node:path'
import { type Addresses, addressesAt } from '../addresses.ts'
import { decoded, isRemote, type Refusal, resolveImages, type Shown } from '../importer/answer/images.ts'
import type { Settings } from '../importer/metadata/settings.ts'
import { partsOf, type Rendered, type Topic } from '../importer/topic.ts'
import { destinationsIn, resolveLinks } from '../links/index.ts'
import { gather, type ReadFile, titleOf } from '../permalinks/folders.ts'
import { giveIds, type Named } from '../permalinks/index.ts'
import { emptyLedger, type Ledger } from '../permalinks/ledger.ts'
import { findRepeats } from '../permalinks/repeats.ts'
import { byPlace, type Problem, problem } from '../problems.ts'
import { type Former, formerOf } from '../site/former.ts'
import { type Cache, ifMissing } from './cache.ts'
import { type FoundFile, findFiles, importFile, namedFile } from './files.ts'
import { type Images, imageFinder, isWithin } from './images.ts'
import { countChanges, ledgerPath, loadLedger, nameOf, scopeOf } from './ledger.ts'
import { defaults, readSettings, type SiteSettings, settingsName, settle } from './settings.ts'
import { supervise } from './supervisor.ts'

/** All content, named and linked, and everything that needs saying about it. */
export interface Content {
  settings: SiteSettings
  topics: NamedTopic[]
  questions: NamedQuestion[]
  /** Addresses that were promised once, and where nothing stands any more. */
  former: Former[]
  /** Every file that was read, in order of its path, and whatever else has problems. */
  reports: FileReport[]
  /** The ledger as it was and as it has to be; `undefined` where there is none, or none that could be read. */
  ledger: { folder: string; before: Ledger; after: Ledger; changes: number } | undefined
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

export interface NamedTopic {
  id: string
  title: string
  description: string | null
  order: number | null
  language: string | null
  file: string
  introduction: string | null
  sections: { id: string; title: string; introduction: string | null; former: string[] }[]
  /** Ids of sections whose addresses lead to the topic as a whole now. */
  former: string[]
}

export interface NamedQuestion {
  id: string
  title: string
  titleHtml: string
  sharesTitle: boolean
  topic: string
  section: string | null
  position: number
  tags: string[]
  aliases: string[]
  level: 'easy' | 'medium' | 'hard' | null
  reviewed: string | null
  file: string
  line: number
  endLine: number
  markdown: string
  definitions: string
  prompt: { html: string; text: string } | null
  choices: { label: string; html: string; text: string; correct: boolean }[]
  answered: boolean
  text: string
  html: string
  headings: Rendered['headings']
  /** The day it was first published, and the last one it was changed after that; `null` for a draft. */
  published: string | null
  updated: string | null
}

export interface ReadOptions {
  /** Files and folders, relative to the working directory or absolute. */
  paths: readonly string[]
  /** Whether drafts are published. */
  drafts: boolean
  addresses: Addresses
  cache: Cache
  /** Where images are found; by default they are only looked at. */
  images?: Images
  /** Where addresses are promised; nowhere, if it is left out. */
  promises?: Promises
}

export interface Promises {
  /** The content folder, which has the ledger; `paths` may be it, lie in it, or be elsewhere. */
  contentDir: string
  /** The day that new addresses are recorded with: `2026-01-31`. */
  today: string
  /** Whether addresses that are not recorded yet are an error. */
  isFrozen: boolean
}

/** Reads everything: files to topics, ids for all, links resolved. What an author wrote never makes it throw. */
export async function readContent(options: ReadOptions): Promise<Content> {
  const { paths, drafts, addresses, cache, images = imageFinder(), promises } = options
  const files: FoundFile[] = []
  const found: [file: string, problem: Problem][] = []
  const folders: string[] = []
  const settingsFiles: string[] = []
  for (const path of paths) {
    const kind = await stat(path).catch(ifMissing)
    if (!kind) found.push([nameOf(path), missing(path, paths)])
    else if (kind.isFile() && basename(path) === settingsName) settingsFiles.push(path)
    else if (kind.isFile()) files.push(namedFile(path, paths, promises?.contentDir))
    else if (!kind.isDirectory())
      found.push([nameOf(path), problem('file-skipped', { line: 1, column: 1 }, 'a device or a pipe')])
    else {
      folders.push(path)
      settingsFiles.push(join(path, settingsName))
      files.push(...(await findFiles(path, '', found)))
    }
  }

  const settings: [path: string, Settings][] = []
  for (const path of settingsFiles) settings.push([path, await readSettings(path, found)])
  const { remoteImages = [] } = settings[0]?.[1] ?? {}

  const read: ReadFile[] = []
  const pictures = new Map<string, Shown | Refusal>()
  const supervisor = supervise()
  try {
    for (const { path, below, folder, root } of files) {
      const outcome = await importFile(path, cache, supervisor)
      if ('code' in outcome) found.push([nameOf(path), outcome])
      else {
        read.push({ path: below, folder, topic: outcome })
        // Where less than all content is read, its files show images of all of it.
        const within = promises && isWithin(promises.contentDir, path) ? promises.contentDir : root
        for (const target of imagesOf(outcome)) {
          const found = await images.find(target, path, within)
          const shown =
            typeof found === 'function' ? found : { ...found, address: addresses.image(found.name) }
          pictures.set(`${outcome.file}\0${target}`, shown)
        }
      }
    }
  } finally {
    await supervisor.close()
  }
  const scope = promises && scopeOf(paths, promises.contentDir)
  const stored = scope && (await loadLedger(scope.folder))
  const before = stored?.ledger
  const { named, problems, ledger } = giveIds(gather(read), {
    ledger: before ?? emptyLedger(),
    isWhole: before !== undefined && scope!.isWhole,
    folder: scope ? nameOf(scope.folder) : '.',
    today: promises?.today ?? '',
    ...{ drafts, addresses },
  })
  for (const [file, list] of problems) for (const one of list) found.push([file, one])
  const changes = before ? countChanges(before, ledger) : 0
  if (scope) {
    const file = nameOf(ledgerPath(scope.folder))
    for (const one of stored!.problems) found.push([file, one])
    if (promises!.isFrozen && changes > 0) {
      found.push([file, problem('ledger-outdated', { line: 1, column: 1 }, changes)])
    }
  }
  found.push(...findRepeats(named))

  const destinations = destinationsIn(named)
  const settled = settings.map(([path, one]) => settle(path, one, destinations, addresses, found))
  const { repository } = settled[0] ?? defaults
  /** Where an image that is not here would be found, if it were there. */
  const sourceOf = (target: string, file: string) => {
    const path = posix.join(posix.dirname(file), decoded(target.replace(/[?#].*$/s, '')))
    const isInside = repository && !posix.relative(repository.content, path).startsWith('..')
    return isInside && !target.startsWith('/') ? addressesAt(repository).file(path) : undefined
  }

  const topics: NamedTopic[] = []
  const questions: NamedQuestion[] = []
  for (const one of named) {
    const resolve = (rendered: Rendered, file = one.topic.file) => {
      const linked = resolveLinks(rendered, file, destinations, addresses)
      const find = (target: string) => pictures.get(`${file}\0${target}`)!
      const shown = resolveImages({ ...rendered, html: linked.html }, find, remoteImages, (target) =>
        sourceOf(target, file),
      )
      for (const problem of [...linked.problems, ...shown.problems]) found.push([file, problem])
      return shown.html
    }
    topics.push(topicOf(one, ledger, resolve))
    questions.push(...questionsOf(one, ledger, resolve))
  }

  const byTitle = Map.groupBy(questions, ({ title }) => title)
  for (const one of questions) one.sharesTitle = byTitle.get(one.title)!.length > 1

  const reports = reportsOf(read, named, found)
  for (const folder of folders) {
    const inside = reports.filter(
      ({ file }) => file.startsWith(`${nameOf(folder)}/`) || nameOf(folder) === '.',
    )
    if (inside.some(({ questions }) => questions.length > 0)) continue
    const empty = problem('content-empty', { line: 1, column: 1 }, nameOf(folder))
    reports.unshift({ file: nameOf(folder), shape: null, questions: [], problems: [empty] })
  }
  return {
    ...{ settings: settled[0] ?? defaults, topics, questions, reports, former: formerOf(ledger) },
    ledger: before && { folder: scope!.folder, before, after: ledger, changes },
  }
}

/** The addresses of the images on this site that a file shows. */
function imagesOf({ introduction, sections, questions }: Topic): Set<string> {
  const parts = [
    introduction,
    ...sections.map(({ introduction }) => introduction),
    ...questions.flatMap(partsOf),
  ]
  const targets = parts.flatMap((part) => part?.images ?? []).map(({ target }) => target)
  return new Set(targets.filter((target) => !isRemote(target)))
}

function topicOf(
  { id, topic, sectionIds }: Named,
  { sections }: Ledger,
  resolve: (rendered: Rendered) => string,
): NamedTopic {
  const gone = [...sections].flatMap(([place, { to }]) =>
    to !== undefined && place.startsWith(`${id}#`) ? [{ id: place.slice(id.length + 1), to }] : [],
  )
  const formerly = (isHere: (to: string) => boolean) =>
    gone.filter(({ to }) => isHere(to)).map(({ id }) => id)
  const places = sectionIds.map((section) => `${id}#${section}`)
  return {
    id,
    title: topic.title ?? titleOf(topic.file),
    description: topic.description ?? null,
    order: topic.order ?? null,
    language: topic.language ?? null,
    file: topic.file,
    introduction: topic.introduction ? resolve(topic.introduction) : null,
    sections: topic.sections.map(({ title, introduction }, index) => ({
      id: sectionIds[index]!,
      title,
      introduction: introduction ? resolve(introduction) : null,
      former: formerly((to) => to === places[index]),
    })),
    former: formerly((to) => !places.includes(to)),
  }
}

function questionsOf(
  { id: topicId, topic, sectionIds, questionIds, twins }: Named,
  ledger: Ledger,
  resolve: (rendered: Rendered, file: string) => string,
) {
  return topic.questions.flatMap((question, position): NamedQuestion[] => {
    const id = questionIds[position]
    if (id === undefined || twins.has(position)) return []
    const { published, updated } = ledger.questions.get(id) ?? {}
    const { title, titleHtml, aliases, line, endLine, markdown, file = topic.file } = question
    const { prompt, choices, answer, answered } = question
    return [
      {
        ...{
          id,
          title,
          titleHtml,
          sharesTitle: false,
          topic: topicId,
          section: sectionIds[question.section] ?? null,
          position,
        },
        tags: [...new Set([...topic.tags, ...question.tags])],
        ...{ aliases, level: question.level ?? null, reviewed: question.reviewed ?? null },
        ...{ file, line, endLine, markdown, definitions: question.definitions ?? '', answered },
        ...{ published: published || null, updated: updated ?? null },
        prompt: prompt ? { html: resolve(prompt, file), text: prompt.text } : null,
        choices: choices.map((choice) => ({
          ...{ label: choice.label, html: resolve(choice, file), text: choice.text, correct: choice.correct },
        })),
        text: answer?.text ?? '',
        ...{ html: answer ? resolve(answer, file) : '', headings: answer?.headings ?? [] },
      },
    ]
  })
}

function reportsOf(
  read: readonly ReadFile[],
  named: readonly Named[],
  found: readonly [string, Problem][],
): FileReport[] {
  const reports = new Map<string, FileReport>()
  const idsByFile = new Map<string, (string | undefined)[]>()
  const asking = new Set<string>()
  for (const { topic, files, questionIds } of named) {
    if (topic.questions.length > 0) for (const { file } of files) asking.add(file)
    for (const [index, { file = topic.file }] of topic.questions.entries()) {
      idsByFile.set(file, [...(idsByFile.get(file) ?? []), questionIds[index]])
    }
  }
  for (const { topic } of read) {
    const ids = idsByFile.get(topic.file)
    const questions = topic.questions.map(
      ({ title, line, answered, section, choices }, index): QuestionReport => ({
        ...{ id: ids?.[index] ?? null, title, line, answer: answered },
        section: topic.sections[section]?.title ?? null,
        choices: choices.length,
        right: choices.filter(({ correct }) => correct).map(({ label }) => label),
      }),
    )
    reports.set(topic.file, {
      file: topic.file,
      shape: topic.shape,
      questions,
      // The index of a folder of questions needs none of its own.
      problems: topic.problems.filter(({ code }) => code !== 'questions-missing' || !asking.has(topic.file)),
    })
  }
  for (const [file, problem] of found) {
    const report = reports.get(file) ?? { file, shape: null, questions: [], problems: [] }
    report.problems.push(problem)
    reports.set(file, report)
  }
  for (const { problems } of reports.values()) problems.sort(byPlace)
  return [...reports.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1))
}

function missing(path: string, paths: readonly string[]): Problem {
  const code = paths.length === 1 ? 'content-missing' : 'path-missing'
  return problem(code, { line: 1, column: 1 }, nameOf(path))
}
