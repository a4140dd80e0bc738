import { posix } from 'node:path'
import type { Addresses } from '../addresses.ts'
import type { Topic } from '../importer/topic.ts'
import { type Problem, problem } from '../problems.ts'
import { type Asked, keyOf, questionsIn } from './asked.ts'
import { type TopicFile, titleOf, type Unnamed } from './folders.ts'
import { findHolders } from './held.ts'
import { idOf, tagId } from './ids.ts'
import { isLive, type Ledger, type RecordedQuestion, reading } from './ledger.ts'
import { match, type Traits } from './matching.ts'
import { giveNewIds } from './new-ids.ts'
import { followQuestions, nameSections, nameTopics, pathOf, type TopicIds } from './topic-ids.ts'
import { findVanished, settle, type Tell, tellVanished } from './vanished.ts'

/** A topic with its ids. */
export interface Named {
  id: string
  topic: Topic
  files: readonly TopicFile[]
  /** By place in the topic's `sections`, and in its `questions`; `undefined` for one that is not published. */
  sectionIds: readonly string[]
  questionIds: readonly (string | undefined)[]
  /** Indexes of questions that are shown on the page of another, which is the same in title and text. */
  twins: ReadonlySet<number>
}

export interface NamingOptions {
  /** The addresses that were promised before. */
  ledger: Ledger
  /** Whether the topics are all there is: what is recorded and not among them has vanished. */
  isWhole: boolean
  /** Files and folders, as problems name them, that could not be read: what is recorded there is not known to be gone. */
  unread?: readonly string[]
  /** Whether drafts are given ids; they are never recorded. */
  drafts: boolean
  /** The content folder, as problems name it. */
  folder: string
  /** The day that new ids are recorded with: `2026-01-31`. */
  today: string
  /** For problems that name an address. */
  addresses: Pick<Addresses, 'question'>
}

/** All topics with their ids, the ledger that holds these too, and problems by file. */
export interface Naming {
  named: Named[]
  ledger: Ledger
  problems: Map<string, Problem[]>
  /** Ids of recorded questions whose files could not be read. */
  unread: string[]
}

/**
 * Gives ids to all topics, sections and questions: those that the ledger has for them, and new ones for what it does
 * not know. No id depends on the order of files or questions, and what is recorded depends on nothing but itself.
 */
export function giveIds(topics: readonly Unnamed[], options: NamingOptions): Naming {
  const { ledger: before, isWhole, drafts, folder, today, unread: hidden = [] } = options
  const ledger: Ledger = {
    ...(before.site === undefined ? {} : { site: before.site }),
    reading: isWhole && hidden.length === 0 ? reading : before.reading,
    questions: new Map(before.questions),
    topics: new Map(before.topics),
    sections: new Map(before.sections),
    tags: new Map(before.tags),
  }
  const unread = new Set(
    [...before.questions]
      .filter(([, { file }]) => isBelow(posix.join(folder, file), hidden))
      .map(([id]) => id),
  )
  const problems = new Map<string, Problem[]>()
  const tell = (file: string, found: Problem) => problems.set(file, [...(problems.get(file) ?? []), found])

  const asked = questionsIn(topics, folder)
  const heldBy = findHolders(topics, asked, folder)
  // What is read in the same way as before, and is gone, its author has taken away.
  const isOlder = (before.reading ?? 1) < reading
  recognise(asked, options, { unread, tell, isHeld: (one) => isOlder && heldBy(one) !== undefined })
  const byTopic = Map.groupBy(asked, ({ topic }) => topic)
  const places = nameTopics(topics, asked, before, folder).map(({ id, clash }, at): TopicIds => {
    const { file } = topics[at]!.topic
    if (clash) tell(file, problem('topic-conflict', { line: 1, column: 1 }, clash.id, clash.file, id))
    return { topic: id, sections: nameSections(topics[at]!, id, byTopic.get(at) ?? [], before) }
  })
  const sectionOf = ({ topic, question }: Asked) => places[topic]!.sections[question.section]
  const isNamed = (one: Asked) => one.id !== undefined || one.question.id !== undefined
  joinTwins(asked)
  giveNewIds(
    asked.filter((one) => !isNamed(one) && (one.isShown || drafts)),
    [...before.questions.keys(), ...asked.flatMap(({ id }) => id ?? [])],
    (one) => [sectionOf(one), places[one.topic]!.topic],
  )
  const twins = findTwins(asked)

  for (const [at, { topic }] of topics.entries()) {
    if (topic.draft) continue
    const place = places[at]!
    const title = topic.title ?? titleOf(topic.file)
    ledger.topics.set(place.topic, { title, file: pathOf(topics[at]!, folder) })
    for (const [index, { title }] of topic.sections.entries()) {
      ledger.sections.set(`${place.topic}#${place.sections[index]}`, { title })
    }
  }
  for (const one of asked) {
    if (one.id === undefined || !one.isShown || twins.has(one)) continue
    const place = places[one.topic]!.topic
    const section = sectionOf(one)
    const now = {
      ...one,
      place: section === undefined ? place : `${place}#${section}`,
      line: one.question.line,
    }
    ledger.questions.set(one.id, entryOf(now, before.questions.get(one.id), today))
  }
  recordTags(ledger, topics, asked, options)
  if (isWhole) {
    const vanished = findVanished(asked, ledger, unread)
    const settling = { heldBy, folder, today, addresses: options.addresses, tell }
    const left = isOlder ? settle(vanished, ledger, settling) : vanished
    const unknown = asked.filter(({ id = '' }) => !before.questions.has(id))
    tellVanished(left, unknown, settling)
  }
  if (isWhole && hidden.length === 0) {
    const there = places.filter((_, at) => !topics[at]!.topic.draft)
    followQuestions(ledger, before, there, today)
  }

  const named = topics.flatMap(({ topic, files }, at): Named[] => {
    const place = places[at]!
    if (topic.draft && !drafts) return []
    const own = byTopic.get(at) ?? []
    return [
      {
        ...{ id: place.topic, sectionIds: place.sections, topic },
        files: files ?? [{ file: topic.file, whole: {}, anchors: topic.anchors }],
        questionIds: own.map(({ id, isShown }) => (isShown || drafts ? id : undefined)),
        twins: new Set(own.filter((one) => twins.has(one)).map(({ index }) => index)),
      },
    ]
  })
  return { named, ledger, problems, unread: [...unread] }
}

function isBelow(path: string, places: readonly string[]): boolean {
  return places.some((place) => place === '.' || path === place || path.startsWith(`${place}/`))
}

/** Gives the questions their recorded ids, and those that their authors chose. */
function recognise(
  asked: readonly Asked[],
  { ledger, isWhole, folder }: NamingOptions,
  {
    unread,
    tell,
    isHeld,
  }: { unread: ReadonlySet<string>; tell: Tell; isHeld(one: RecordedQuestion): boolean },
): void {
  const ownerUnread = (id: string, one: Asked) => {
    const record = unread.has(id) ? ledger.questions.get(id)! : undefined
    const isOther = record && record.file !== one.file && isLive(record) && !isSame(one, record)
    return isOther ? `“${record.title}” at ${posix.join(folder, record.file)}:${record.line}` : undefined
  }
  const holders = new Map<string, Asked>()
  for (const one of asked) {
    const { id, line, column, title } = one.question
    if (id === undefined) continue
    const holder = holders.get(id)
    const owner = holder ? undefined : (ownerUnread(id, one) ?? ownerOf(id, one, asked, ledger))
    const file = one.place.slice(0, one.place.lastIndexOf(':'))
    if (holder) tell(file, problem('id-conflict', { line, column }, title, id, holder.place))
    else if (owner) tell(file, problem('id-taken', { line, column }, title, id, owner))
    else {
      holders.set(id, one)
      one.id = id
    }
  }
  const files = new Set(asked.map(({ file }) => file))
  const missing = new Map<string, RecordedQuestion>()
  for (const [id, record] of ledger.questions) {
    // A file that was read in part has some of its questions.
    const isLooked = files.has(record.file) || (isWhole && !unread.has(id))
    if (isLive(record) && !holders.has(id) && isLooked) missing.set(id, record)
  }
  const others = asked.filter(({ question }) => question.id === undefined)
  for (const [index, id] of match(missing, others, isHeld)) others[index]!.id = id
  // A question that comes back has its address again.
  const unknown = others.filter(({ id }) => id === undefined)
  for (const [id, [one, ...rivals]] of Map.groupBy(unknown, ({ slug }) => slug)) {
    if (rivals.length === 0 && ledger.questions.get(id)?.retired !== undefined) one!.id = id
  }
}

/** Who has the id that a question’s author chose for it, in words; `undefined` where it is free, or the question’s own. */
function ownerOf(id: string, one: Asked, asked: readonly Asked[], { questions }: Ledger): string | undefined {
  const record = questions.get(id)
  if (record?.to !== undefined) return `the redirect to “${record.to}”`
  if (!record || isSame(one, record)) return undefined
  const owner = asked.find(({ question, ...other }) => question.id === undefined && isSame(other, record))
  return owner && `“${owner.title}” at ${owner.place}`
}

/** Whether title and text are what they were. */
function isSame(one: Traits, record: Traits): boolean {
  return one.fingerprint === record.fingerprint && idOf(one.title) === idOf(record.title)
}

/** Gives the id of a question to others that are the same in title and text, and have none. */
function joinTwins(asked: readonly Asked[]): void {
  const [named, others] = [
    asked.filter(({ id }) => id),
    asked.filter(({ id, question }) => !id && !question.id),
  ]
  if (named.length === 0 || others.length === 0) return
  const idsByKey = new Map(named.map((one) => [keyOf(one), one.id]))
  for (const one of others) {
    const id = idsByKey.get(keyOf(one))
    if (id !== undefined) one.id = id
  }
}

/** Questions whose id another one has, which is published sooner or stands before them. */
function findTwins(asked: readonly Asked[]): Set<Asked> {
  const named = asked.filter(({ id }) => id !== undefined)
  const order = (a: Asked, b: Asked) =>
    Number(b.isShown) - Number(a.isShown) || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.index - b.index)
  return new Set(
    [...Map.groupBy(named, ({ id }) => id).values()].flatMap((same) => same.toSorted(order).slice(1)),
  )
}

/** What is recorded of a question now. */
function entryOf(
  { title, place, file, line, fingerprint }: Omit<RecordedQuestion, 'published'>,
  before: RecordedQuestion | undefined,
  today: string,
): RecordedQuestion {
  const now = { title, place, file, line, fingerprint }
  if (!before) return { ...now, published: today }
  // The line alone is no change: each question above would make one.
  const keys = ['title', 'place', 'file', 'fingerprint'] as const
  if (isLive(before) && keys.every((key) => before[key] === now[key])) return before
  const isOther = title !== before.title || fingerprint !== before.fingerprint
  const updated = isOther && before.published !== today ? today : before.updated
  const revision = (before.revision ?? 1) + (isOther ? 1 : 0)
  return {
    ...{ ...now, published: before.published },
    ...(updated ? { updated } : {}),
    ...(revision > 1 ? { revision } : {}),
  }
}

function recordTags(
  ledger: Ledger,
  topics: readonly Unnamed[],
  asked: readonly Asked[],
  { isWhole, unread = [], today }: NamingOptions,
): void {
  const borne = new Map<string, string>()
  for (const { topic, question, isShown } of asked) {
    if (!isShown) continue
    for (const tag of [...topics[topic]!.topic.tags, ...question.tags]) {
      if (!borne.has(tagId(tag))) borne.set(tagId(tag), tag)
    }
  }
  for (const [id, title] of borne) {
    const before = ledger.tags.get(id)
    if (!before || !isLive(before)) ledger.tags.set(id, { title })
  }
  if (!isWhole || unread.length > 0) return
  for (const [id, record] of ledger.tags) {
    if (!borne.has(id) && isLive(record)) ledger.tags.set(id, { ...record, retired: today })
  }
}
