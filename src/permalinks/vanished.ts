import { posix } from 'node:path'
import type { Addresses } from '../addresses.ts'
import { type Problem, problem } from '../problems.ts'
import type { Asked } from './asked.ts'
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
  /** The question in whose text a recorded one stands now. */
  holderOf(record: RecordedQuestion): Asked | undefined
  /** The content folder, as problems name it. */
  folder: string
  addresses: Pick<Addresses, 'question'>
  tell: Tell
}

/** Redirects each that another question holds to that one, in the ledger, and tells of it; answers the others. */
export function leadOn(
  vanished: readonly Vanished[],
  { questions }: Ledger,
  { holderOf, folder, addresses, tell }: Settling,
): Vanished[] {
  const heirs = new Map<string, string>()
  for (const { id, record, draft } of vanished) {
    const holder = draft ? undefined : holderOf(record)
    if (holder?.id === undefined || !holder.isShown) continue
    heirs.set(id, holder.id)
    const about = [record.title, addresses.question(id), holder.title, holder.place] as const
    const place = { line: record.line, column: 1 }
    tell(posix.join(folder, record.file), problem('question-held', place, ...about, id))
  }
  for (const [id, record] of questions) {
    const to = heirs.get(record.to ?? id)
    if (to !== undefined) questions.set(id, { ...record, to })
  }
  return vanished.filter(({ id }) => !heirs.has(id))
}

/** Tells of each at the place where it stood, with what it may have become: one of the `unknown`, or its holder. */
export function tellVanished(
  vanished: readonly Vanished[],
  unknown: readonly Asked[],
  { holderOf, folder, addresses, tell }: Settling,
): void {
  for (const [at, { id, record, draft }] of vanished.entries()) {
    const { file, line } = draft ? { file: draft.file, line: draft.question.line } : record
    // To look for it takes its time: who has lost more than that has lost a folder.
    const isSought = !draft && at < 20
    const heir = isSought ? (mostAlike(record, unknown, 0.7)[0] ?? holderOf(record)) : undefined
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
