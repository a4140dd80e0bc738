import { parseArgs } from 'node:util'
import { addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { readContent } from '../content/index.ts'
import { ledgerPath, nameOf, storeLedger } from '../content/ledger.ts'
import type { RecordedLedger } from '../content/published.ts'
import { environment } from '../environment.ts'
import { nearest } from '../importer/metadata/mapping.ts'
import { isLive, type Ledger } from '../permalinks/ledger.ts'
import { lineOf } from '../problems.ts'
import { asText } from './report.ts'

const usage = `npm run permalinks                          records what is new
npm run permalinks -- retire <id>           tells readers of a question that it is gone
npm run permalinks -- redirect <old> <new>  leads them to another one`

/** `npm run permalinks -- [retire <id> | redirect <old> <new>]`: what becomes of addresses that were promised. */
async function permalinks(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [command, ...ids] = positionals
  if (command === undefined) return record()
  if (command === 'retire' && ids.length === 1) return settle(ids[0]!)
  if (command === 'redirect' && ids.length === 2) return settle(ids[0]!, ids[1])
  refuse(usage)
}

/** Writes down every address that is not recorded yet. */
async function record(): Promise<void> {
  const { reports, ledger } = await readAll()
  const errors = reports
    .map(({ problems, ...report }) => ({
      ...report,
      problems: problems.filter(({ severity }) => severity === 'error'),
    }))
    .filter(({ problems }) => problems.length > 0)
  if (errors.length > 0 || !ledger) {
    console.log(asText(errors))
    process.exitCode = 1
    return
  }
  if (ledger.changes > 0 && !(await store(ledger, ledger.after))) return
  for (const { file, problems } of reports) {
    for (const one of problems) if (one.code === 'question-held') console.log(lineOf(file, one))
  }
  console.log(ledger.changes > 0 ? `${file()} is up to date now.` : `${file()} was up to date.`)
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
  if (read.unread.includes(old))
    return refuse(
      `Whether “${old}” is still asked is not known: ${record.file} cannot be read. Fix that first.`,
    )
  if (to === undefined) {
    ledger.questions.set(old, { ...without(record, 'to'), retired: today })
    for (const [id, { to }] of ledger.questions) {
      if (to === old) return refuse(`“${id}” leads to “${old}”: redirect it to another one first.`)
    }
    if (!(await store(read, ledger))) return
    console.log(`“${old}” is retired: its address tells so, with the nearest questions.`)
    return
  }

  // Where the target leads on by itself, nobody is sent twice.
  const end = ledger.questions.get(to)?.to ?? to
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
  if (fault) refuse(lineOf(file(), fault))
  return fault === undefined
}

function readAll() {
  const { base, contentDir, today } = environment
  return readContent({
    ...{ paths: [contentDir], drafts: false, addresses: addressesUnder(base), cache: memoryCache() },
    promises: { contentDir, today, isFrozen: false },
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

permalinks().catch((error: NodeJS.ErrnoException) => {
  if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error
  refuse(usage)
})
