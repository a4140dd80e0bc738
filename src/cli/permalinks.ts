import { existsSync } from 'node:fs'
import { addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { isCommitted } from '../content/git.ts'
import { readContent } from '../content/index.ts'
import { addressesIn, ledgerPath, nameOf, storeLedger, unnamedIn } from '../content/ledger.ts'
import type { Content, RecordedLedger } from '../content/published.ts'
import { environment } from '../environment.ts'
import { nearest } from '../importer/metadata/mapping.ts'
import { spell } from '../invocation.ts'
import { emptyLedger, isLive, type Ledger } from '../permalinks/ledger.ts'
import { asText, lineFor, toldOnce, withErrors } from './report.ts'

const usage = [
  '`viva permalinks` records what is new',
  '`viva permalinks retire <id>` tells readers of a question that it is gone',
  '`viva permalinks redirect <old> <new>` leads them to another one',
  '`viva permalinks forget` begins a ledger anew that was never committed',
].join('\n')

/** `viva permalinks [retire <id> | redirect <old> <new> | forget]`: what becomes of addresses that were promised. */
export async function permalinks({ words }: { words: string[] }): Promise<void> {
  const [verb, ...ids] = words
  if (verb === undefined) return record()
  if (verb === 'forget') return forget()
  if (verb === 'retire' && ids.length === 1) return settle(ids[0]!)
  if (verb === 'redirect' && ids.length === 2) return settle(ids[0]!, ids[1])
  refuse(spell(usage, environment.invocation))
}

/** Writes down every address that is not recorded yet. */
async function record(): Promise<void> {
  const content = await readAll()
  const ledger = wholeOf(content)
  if (!ledger) return
  if (ledger.changes > 0 && !(await store(ledger, ledger.after))) return
  for (const { file, problems } of content.reports) {
    for (const one of problems) if (toldOnce.has(one.code)) console.log(lineFor(file, one))
  }
  console.log(ledger.changes > 0 ? `${file()} is up to date now.` : `${file()} was up to date.`)
}

/** Begins a ledger anew that nobody else has seen. */
async function forget(): Promise<void> {
  const path = ledgerPath(environment.contentDir)
  if (!existsSync(path)) return refuse(`There is no ${file()}: nothing was promised.`)
  if (isCommitted(path))
    return refuse(
      `${file()} is committed: its addresses may be in use, and are kept. ${spell(settled, environment.invocation)}`,
    )
  let stored = emptyLedger()
  const ledger = wholeOf(
    await readAll((ledger) => {
      stored = ledger
      return { ...emptyLedger(), site: ledger.site }
    }),
  )
  if (!ledger) return
  const [elsewhere] = unnamedIn(stored, { folder: ledger.folder, paths: environment.paths }).values()
  if (elsewhere !== undefined) return refuse(`${file()} holds questions of ${elsewhere}: ${notNamed}`)
  if (!(await store(ledger, ledger.after))) return
  const address = addressesUnder(environment.base)
  const kept = new Set(addressesIn(ledger.after, address))
  const forgotten = addressesIn(stored, address).filter((one) => !kept.has(one))
  for (const one of forgotten) console.log(`forgotten: ${one}`)
  console.log(
    `${file()} is begun anew: ${forgotten.length} of its addresses are forgotten, ${kept.size} are recorded.`,
  )
}

const settled = 'To give one up, run `viva permalinks redirect <old> <new>` or `viva permalinks retire <id>`.'

const notNamed = 'it is not among the paths. Name it too, or run this for the whole folder.'

/** The ledger of content without an error; tells those that there are. */
function wholeOf({ reports, ledger }: Content): RecordedLedger | undefined {
  const errors = withErrors(reports)
  if (errors.length > 0 || !ledger) {
    console.log(asText(errors))
    process.exitCode = 1
    return undefined
  }
  return ledger
}

/** Decides what a vanished question's address does from now on. */
async function settle(old: string, to?: string): Promise<void> {
  const { today } = environment
  const { questions, reports, ledger: read } = await readAll()
  if (!read) return refuse(asText(reports.filter((report) => report.file === file())))
  const { before: ledger, after } = read
  const record = ledger.questions.get(old)
  if (!record) return refuse(unknown(old, ledger))
  const stands = questions.find(({ id }) => id === old)
  if (stands)
    return refuse(`“${old}” is still asked at ${stands.file}:${stands.line}: take it out there first.`)
  const missing = withErrors(reports).filter(({ problems }) =>
    problems.some(({ code }) => code === 'path-missing'),
  )
  if (missing.length > 0) return refuse(asText(missing))
  // Where the target leads on by itself, nobody is sent twice.
  const end = to === undefined ? undefined : (ledger.questions.get(to)?.to ?? to)
  const outside = [old, end].find((id) => id !== undefined && read.unnamed.includes(id))
  if (outside !== undefined)
    return refuse(
      `Whether “${outside}” is still asked in ${ledger.questions.get(outside)!.file} is not known: ${notNamed}`,
    )
  if (read.unread.includes(old))
    return refuse(
      `Whether “${old}” is still asked is not known: ${record.file} cannot be read. Fix that first.`,
    )
  if (to === undefined || end === undefined) {
    ledger.questions.set(old, { ...without(record, 'to'), retired: today })
    for (const [id, { to }] of ledger.questions) {
      if (to === old) return refuse(`“${id}” leads to “${old}”: redirect it to another one first.`)
    }
    if (!(await store(read, ledger))) return
    console.log(`“${old}” is retired: its address tells so, with the nearest questions.`)
    return
  }

  const target = after.questions.get(end)
  if (!target) return refuse(unknown(to, after))
  if (end === old) return refuse(`“${to}” leads to “${old}” itself.`)
  if (!isLive(target)) return refuse(`“${end}” is retired, and has nothing to show.`)
  if (!ledger.questions.has(end)) ledger.questions.set(end, target)
  ledger.questions.set(old, { ...without(record, 'retired'), to: end })
  for (const [id, other] of ledger.questions) {
    if (other.to === old) ledger.questions.set(id, { ...other, to: end })
  }
  if (!(await store(read, ledger))) return
  console.log(`“${old}” leads to “${end}” now.`)
}

/** Stores a ledger that has come of the one that was `read`; where it cannot, it tells why. */
async function store({ folder, text }: RecordedLedger, ledger: Ledger): Promise<boolean> {
  const fault = await storeLedger(folder, { read: text, store: ledger })
  if (fault) refuse(lineFor(file(), fault))
  return fault === undefined
}

function readAll(revise?: (stored: Ledger) => Ledger): Promise<Content> {
  const { base, contentDir, paths, today } = environment
  return readContent({
    ...{ paths, drafts: false, addresses: addressesUnder(base), cache: memoryCache() },
    promises: { contentDir, isReduced: true, today, isFrozen: false, ...(revise && { revise }) },
  })
}

function file(): string {
  return nameOf(ledgerPath(environment.contentDir))
}

function unknown(id: string, { questions }: Ledger): string {
  const near = nearest(id, [...questions.keys()])
  return `${file()} knows no question “${id}”.${near ? ` Did you mean “${near}”?` : ''}`
}

function without<R extends object, K extends keyof R>(record: R, key: K): Omit<R, K> {
  const { [key]: _, ...others } = record
  return others
}

function refuse(message: string): void {
  console.error(message)
  process.exitCode = 1
}
