import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { readContent } from '../content/index.ts'
import type { FileReport } from '../content/published.ts'
import { inWords, writeWhole } from '../disk.ts'
import { environment } from '../environment.ts'
import { repairText } from '../importer/source/decode.ts'
import { type Problem, problem } from '../problems.ts'
import { asGithub, asJson, asText, countProblems } from './report.ts'

const formats = { text: asText, json: asJson, github: asGithub }

/** `npm run check -- [--format text|json|github] [--fix] [paths…]` */
async function check(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { format: { type: 'string', default: 'text' }, fix: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const format = Object.hasOwn(formats, values.format)
    ? formats[values.format as keyof typeof formats]
    : undefined
  if (!format) return refuse(`--format takes text, json or github, not “${values.format}”.`)

  const { base, contentDir, today } = environment
  const paths = positionals.length > 0 ? positionals : [contentDir]
  const read = () =>
    readContent({
      ...{ paths, drafts: true, addresses: addressesUnder(base), cache: memoryCache() },
      promises: { contentDir, today, isFrozen: false },
    })
  let { reports } = await read()
  if (values.fix) {
    const faults = await fix(reports)
    reports = (await read()).reports
    for (const { file, problems } of reports) problems.push(...(faults.get(file) ?? []))
  }
  console.log(format(reports))
  process.exitCode = countProblems(reports).errors > 0 ? 1 : 0
}

/** Writes repaired text into its files; answers why it could not, by file. */
async function fix(reports: readonly FileReport[]): Promise<Map<string, Problem[]>> {
  const faults = new Map<string, Problem[]>()
  for (const { file, problems } of reports) {
    const codes = problems.map(({ code }) => code)
    // UTF-16 is read and written by whoever saves it as UTF-8.
    if (!codes.includes('text-mojibake') || codes.includes('text-utf16')) continue
    try {
      await writeWhole(file, repairText(await readFile(file, 'utf8')))
    } catch (error) {
      faults.set(file, [problem('file-unwritable', { line: 1, column: 1 }, inWords(error))])
    }
  }
  return faults
}

function refuse(message: string): void {
  console.error(message)
  process.exitCode = 2
}

check().catch((error: NodeJS.ErrnoException) => {
  if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error
  refuse(`${error.message}.`)
})
