import { readFile } from 'node:fs/promises'
import { type Addresses, addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { readContent } from '../content/index.ts'
import type { Content, FileReport } from '../content/published.ts'
import { inWords, writeWhole } from '../disk.ts'
import { environment } from '../environment.ts'
import { repairText } from '../importer/source/decode.ts'
import { type Problem, problem } from '../problems.ts'
import { asGithub, asJson, asText, countProblems } from './report.ts'

const formats = { text: asText, json: asJson, github: asGithub }

/** `viva check [--format text|json|github] [--fix] [paths…]` */
export async function check({
  values,
  paths: asked,
}: {
  values: Readonly<Record<string, unknown>>
  paths: string[]
}): Promise<void> {
  const name = String(values.format)
  const format = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined
  if (!format) {
    console.error(`--format takes text, json or github, not “${name}”.`)
    process.exitCode = 2
    return
  }

  const { base, contentDir, invocation, paths, today } = environment
  // In this repository, paths name a part of the content, or files elsewhere that have no promised addresses.
  const isPart = invocation.program === 'npm' && asked.length > 0
  const read = () =>
    readContent({
      ...{
        paths: isPart ? asked : paths,
        drafts: true,
        addresses: addressesUnder(base),
        cache: memoryCache(),
      },
      promises: { contentDir, isReduced: !isPart, today, isFrozen: false },
    })
  let content = await read()
  const faults = values.fix ? await fix(content.reports) : undefined
  if (faults) content = await read()
  const { reports } = content
  if (faults) {
    for (const { file, problems } of reports) problems.push(...(faults.get(file) ?? []))
  }
  if (format === asGithub) tellNew(content, addressesUnder(base))
  console.log(format(reports))
  process.exitCode = countProblems(reports).errors > 0 ? 1 : 0
}

/** Tells who reviews a change which addresses it would promise; before the first are, all of them are new. */
function tellNew({ questions, ledger, reports }: Content, addresses: Addresses): void {
  if (ledger?.text === undefined) return
  for (const { id, title, file, line, published } of questions) {
    if (published === null || ledger.before.questions.has(id)) continue
    const note = problem('address-new', { line, column: 1 }, title, addresses.question(id))
    reports.find((report) => report.file === file)?.problems.push(note)
  }
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
