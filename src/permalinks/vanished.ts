import { posix } from 'node:path'
import type { Addresses } from '../addresses.ts'
import { type Problem, problem } from '../problems.ts'
import type { Asked } from './asked.ts'
import type { Held } from './held.ts'
import { isLive, type Ledger, type RecordedQuestion } from './ledger.ts'
import { mostAlike } from './matching.ts'

/** A published question that is no longer asked, or only as a draft. */
export interface Vanished {
  id: string
  record: RecordedQuestion
  draft: Asked | undefined
}

/** Finds what vanished; of what is `unread` that is not known. */
export function findVanished(
  asked: readonly Asked[],
  { questions }: Ledger,
  unread: ReadonlySet<string>,
): Vanished[] {
  const holders = new Map(asked.map((one) => [one.id, one]))
  return [...questions].flatMap(([id, record]) => {
    const draft = holders.get(id)
    return !isLive(record) || draft?.isShown || (!draft && unread.has(id)) ? [] : [{ id, record, draft }]
  })
}

export type Tell = (file: string, problem: Problem) => void

export interface Settling {
  /** Where the words of a recorded question stand now. */
  heldBy(record: RecordedQuestion): Held | undefined
  /** The content folder, as problems name it. */
  folder: string
  today: string
  addresses: Pick<Addresses, 'question'>
  tell: Tell
}

/**
 * Settles in the ledger what becomes of each that was no question: it leads to the one that has its words, or is retired
 * where its file has none. Each is told; those that are really gone are the answer.
 */
export function settle(
  vanished: readonly Vanished[],
  { questions }: Ledger,
  { heldBy, folder, today, addresses, tell }: Settling,
): Vanished[] {
  const settled = new Map<string, { to: string } | { retired: string }>()
  const gone = Map.groupBy(vanished, ({ record }) => record.file)
  const isMass = (file: string) => {
    const { length } = gone.get(file)!
    const recorded = [...questions.values()].filter((one) => one.file === file && isLive(one))
    return length > few && length * 2 > recorded.length
  }
  const masses = new Set([...gone.keys()].filter(isMass))
  for (const { id, record, draft } of vanished) {
    if (masses.has(record.file)) continue
    const held = draft ? undefined : heldBy(record)
    if (!held || (held.holder && !(held.holder.id && held.holder.isShown))) continue
    const about = [record.title, addresses.question(id)] as const
    const place = { line: record.line, column: 1 }
    const { holder } = held
    settled.set(id, holder ? { to: holder.id! } : { retired: today })
    tell(
      posix.join(folder, record.file),
      holder
        ? problem('question-held', place, ...about, holder.title, holder.place, id)
        : problem('question-retired', place, ...about, id),
    )
  }
  for (const [id, record] of questions) {
    const { to, ...own } = record
    const now = settled.get(to ?? id)
    if (now) questions.set(id, { ...own, ...now })
  }
  return vanished.filter(({ id }) => !settled.has(id))
}

/** Where more than so many, and most of a file's, are no questions any more, the file is misread now rather than before. */
const few = 20

/** Tells of each at the place where it stood, with what it may have become: one of the `unknown`, or its holder. */
export function tellVanished(
  vanished: readonly Vanished[],
  unknown: readonly Asked[],
  { heldBy, folder, addresses, tell }: Settling,
): void {
  for (const [at, { id, record, draft }] of vanished.entries()) {
    const { file, line } = draft ? { file: draft.file, line: draft.question.line } : record
    // To look for it takes its time: who has lost more than that has lost a folder.
    const isSought = !draft && at < 20
    const heir = isSought ? (mostAlike(record, unknown, 0.7)[0] ?? heldBy(record)?.holder) : undefined
    tell(
      posix.join(folder, file),
      problem(
        'question-vanished',
        { line, column: 1 },
        ...([record.title, addresses.question(id), draft !== undefined, id] as const),
        heir?.id === undefined ? undefined : { id: heir.id, place: heir.place },
      ),
    )
  }
}
