import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { readContent } from '../content/index.ts'
import { environment } from '../environment.ts'
import { repairText } from '../importer/source/decode.ts'
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
    for (const { file, problems } of reports) {
      const codes = problems.map(({ code }) => code)
      // UTF-16 is read and written by whoever saves it as UTF-8.
      if (codes.includes('text-mojibake') && !codes.includes('text-utf16')) {
        await writeFile(file, repairText(await readFile(file, 'utf8')))
      }
    }
    reports = (await read()).reports
  }
  console.log(format(reports))
  process.exitCode = countProblems(reports).errors > 0 ? 1 : 0
}

function refuse(message: string): void {
  console.error(message)
  process.exitCode = 2
}

check().catch((error: NodeJS.ErrnoException) => {
  if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error
  refuse(`${error.message}.`)
})
