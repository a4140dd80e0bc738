import { posix } from 'node:path'
import { digestOf } from '../importer/questions/fingerprint.ts'
import type { Asked } from './asked.ts'
import { type Unnamed, withoutEnding } from './folders.ts'
import { extendId, foldId, idOf } from './ids.ts'
import { endOf, isLive, type Ledger, sectionAt, topicAt } from './ledger.ts'

/** A topic's id, and those of its sections by place. */
export interface TopicIds {
  topic: string
  sections: readonly string[]
}

/** A topic's path from the content folder: of its file, or of the folder of its files. */
export function pathOf({ topic, files, at }: Unnamed, folder: string): string {
  if (at !== undefined) return at
  const file = posix.relative(folder, topic.file)
  return files ? posix.dirname(file) : file
}

/**
 * The ids of topics: the recorded one of its path, else of a path that is gone and whose questions came here, else
 * the path without extension, folders joined by hyphens. Where that is another's, as of paths that differ in case only,
 * the first in order of its path has it, and others end in a digest of theirs; the answer then holds whose it is.
 */
export function nameTopics(
  topics: readonly Unnamed[],
  asked: readonly Asked[],
  ledger: Ledger,
  folder: string,
): { id: string; clash?: { id: string; file: string } }[] {
  const recorded = [...ledger.topics].filter(([, record]) => isLive(record))
  const idsByPath = new Map(recorded.map(([id, { file }]) => [file, id]))
  const ids = topics.map((topic) => idsByPath.get(pathOf(topic, folder)))

  const gone = new Set(idsByPath.values()).difference(new Set(ids))
  const came = new Counts<string, number>()
  for (const { topic, id = '' } of asked) {
    const from = topicAt(ledger.questions.get(id)?.place ?? '')
    if (gone.has(from) && ids[topic] === undefined) came.add(from, topic)
  }
  for (const [from, to] of came.pairs()) ids[to] = from

  const holders = new Map<string, string>()
  for (const [at, id] of ids.entries()) if (id !== undefined) holders.set(foldId(id), topics[at]!.topic.file)
  const named = ids.map((id) => ({ id })) as { id: string; clash?: { id: string; file: string } }[]
  const inOrder = [...topics.entries()].toSorted(([, a], [, b]) => (a.path < b.path ? -1 : 1))
  for (const [at, { path, topic }] of inOrder) {
    if (ids[at] !== undefined) continue
    const id = idOf(withoutEnding(path).replaceAll('/', '-')) || 'topic'
    const holder = holders.get(foldId(id))
    named[at] =
      holder === undefined
        ? { id }
        : { id: extendId(id, digestOf(path).slice(0, 6)), clash: { id, file: holder } }
    holders.set(foldId(named[at].id), topic.file)
  }
  return named
}

/**
 * The ids of a topic's sections, unique in it: the recorded one of its title, else of a section that is gone and
 * whose questions stand here, else made from the title, with that of the first question where titles repeat.
 */
export function nameSections(
  { topic }: Unnamed,
  id: string,
  asked: readonly Asked[],
  ledger: Ledger,
): string[] {
  const known = [...ledger.sections]
    .filter(([place, record]) => topicAt(place) === id && isLive(record))
    .map(([place, { title }]) => ({ id: sectionAt(place)!, title }))
  const ids: (string | undefined)[] = topic.sections.map(() => undefined)
  const now = Map.groupBy(topic.sections.keys(), (section) => idOf(topic.sections[section]!.title))
  const then = Map.groupBy(known, ({ title }) => idOf(title))
  for (const [title, [section, ...others]] of now) {
    const same = then.get(title)
    if (others.length === 0 && same?.length === 1) ids[section!] = same[0]!.id
  }
  const gone = new Set(known.map(({ id }) => id)).difference(new Set(ids))
  const came = new Counts<string, number>()
  for (const {
    id: question = '',
    question: { section },
  } of asked) {
    const from = sectionAt(ledger.questions.get(question)?.place ?? '')
    if (from !== undefined && gone.has(from) && section >= 0 && ids[section] === undefined)
      came.add(from, section)
  }
  for (const [from, to] of came.pairs()) ids[to] = from

  const taken = new Set<string | undefined>(known.map(({ id }) => id))
  return topic.sections.map(({ title, introduction }, section) => {
    if (ids[section] !== undefined) return ids[section]
    const base = idOf(title) || 'section'
    const first = asked.find(({ question }) => question.section === section)?.title ?? ''
    const wanted = [
      ...(now.get(idOf(title))!.length === 1 ? [base] : []),
      ...[idOf(first), digestOf(introduction?.text ?? '')].filter(Boolean).map((end) => extendId(base, end)),
      // Nothing tells them apart but their place.
      ...topic.sections.map((_, count) => extendId(base, String(count + 2))),
    ]
    const id = wanted.find((id) => !taken.has(id))!
    taken.add(id)
    return id
  })
}

/**
 * Lets the recorded addresses of topics and sections that are gone lead where most of their questions went; a topic
 * whose questions are nowhere is retired. `before` tells where the questions stood.
 */
export function followQuestions(
  ledger: Ledger,
  before: Ledger,
  there: readonly TopicIds[],
  today: string,
): void {
  const isThere = new Set(
    there.flatMap(({ topic, sections }) => [topic, ...sections.map((section) => `${topic}#${section}`)]),
  )
  const went = new Counts<string, string>()
  for (const [id, { place: from }] of before.questions) {
    const record = ledger.questions.get(id)!
    const now = record.to === undefined ? record : ledger.questions.get(record.to)!
    const topics = [topicAt(from), topicAt(now.place)] as const
    if (!isLive(now)) continue
    if (isThere.has(topics[1])) went.add(...topics)
    if (isThere.has(now.place) && from !== topics[0]) went.add(from, now.place)
  }
  for (const [id, record] of ledger.topics) {
    if (isThere.has(id) || !isLive(record)) continue
    const heir = went.most(id)
    ledger.topics.set(id, { ...record, ...(heir === undefined ? { retired: today } : { to: heir }) })
  }
  for (const [place, record] of ledger.sections) {
    if (!isThere.has(place) && isLive(record)) {
      ledger.sections.set(place, { ...record, to: went.most(place) ?? topicAt(place) })
    }
  }
  for (const kind of ['topics', 'sections'] as const) {
    for (const [id, record] of ledger[kind]) {
      if (record.to === undefined) continue
      const { to = record.to } = endOf(ledger, kind, id)
      ledger[kind].set(id, { ...record, to } as never)
    }
  }
}

/** How many went from where to where. */
class Counts<From, To> {
  readonly #counts = new Map<From, Map<To, number>>()

  add(from: From, to: To): void {
    const counts = this.#counts.get(from) ?? new Map<To, number>()
    this.#counts.set(from, counts.set(to, (counts.get(to) ?? 0) + 1))
  }

  /** Where more went than anywhere else. */
  most(from: From): To | undefined {
    return only(this.#counts.get(from) ?? new Map())
  }

  /** Each pair where more went than anywhere else, and more came than from anywhere else. */
  pairs(): [From, To][] {
    const back = new Map<To, Map<From, number>>()
    for (const [from, counts] of this.#counts) {
      for (const [to, count] of counts)
        back.set(to, (back.get(to) ?? new Map<From, number>()).set(from, count))
    }
    return [...back].flatMap(([to, counts]) => {
      const from = only(counts)
      return from !== undefined && this.most(from) === to ? [[from, to] as [From, To]] : []
    })
  }
}

/** The key of the highest number, if there is one highest. */
function only<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a)
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}
