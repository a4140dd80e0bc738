import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { addressesUnder } from '../src/addresses.ts'
import { memoryCache } from '../src/content/cache.ts'
import { readContent } from '../src/content/index.ts'
import type { NamedQuestion, NamedTopic } from '../src/content/published.ts'
import { shapeNamed } from '../src/importer/shapes/names.ts'
import { disallowedIn } from '../tests/allowed.ts'
import { findChromium } from '../tests/e2e/browser.ts'
import { pagesOf, startSite } from '../tests/e2e/site.ts'

/**
 * `npm run torture -- FOLDER`: what the importer makes of other people's files. The folder may hold
 * - lists of payloads, `*.json` with `[{ title, payload }]`: each becomes a body, a title, a fence's language, the
 *   frontmatter and the metadata of questions; what is imported is searched for elements and attributes that are not
 *   allowed, and the pages of a site made of them are opened in Chromium, which tells of dialogs and foreign requests;
 * - `expected.tsv` beside Markdown files: their shapes, how many questions they have, and three of them by line and title.
 */
interface Payload {
  title: string
  payload: string
}

async function torture(folder: string): Promise<boolean> {
  const files = await readdir(folder)
  const lists = files.filter((file) => file.endsWith('.json'))
  const payloads = await Promise.all(
    lists.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Payload[]),
  )
  const outcomes: boolean[] = []
  if (lists.length > 0) outcomes.push(await injectAll(payloads.flat()))
  if (files.includes('expected.tsv')) outcomes.push(await compareAll(folder))
  if (outcomes.length === 0) console.error(`“${folder}” holds neither lists of payloads nor an expected.tsv.`)
  return outcomes.length > 0 && outcomes.every(Boolean)
}

/** Puts payloads everywhere, and tells what came of them: whether nothing did that may not. */
async function injectAll(payloads: readonly Payload[]): Promise<boolean> {
  const content = await mkdtemp(join(tmpdir(), 'viva-torture-'))
  try {
    // A payload to a file: what one leaves open does not hide the others.
    for (const [number, { payload }] of payloads.entries()) {
      for (const [place, write] of Object.entries(places)) {
        await writeFile(join(content, `${place}-${number}.md`), write(payload, `${place} ${number}`))
      }
    }
    const { topics, questions, reports } = await readContent({
      ...{ paths: [content], drafts: true, addresses: addressesUnder('/'), cache: memoryCache() },
    })
    const disallowed = [...topics.flatMap(htmlOfTopic), ...questions.flatMap(htmlOfQuestion)].flatMap(
      disallowedIn,
    )
    const problems = reports.flatMap(({ problems }) => problems)
    console.log(
      `${payloads.length} payloads in ${Object.keys(places).length} places: ${reports.length} files`,
    )
    console.log(`  ${questions.length} questions, ${problems.length} problems`)
    console.log(`  ${disallowed.length} elements or attributes that are not allowed`)
    for (const one of new Set(disallowed)) console.log(`    ${one}`)

    // What stops publishing is told above, and left out of the site.
    for (const { file, problems } of reports) {
      if (problems.some(({ severity }) => severity === 'error')) await rm(file)
    }
    const { pages, dialogs, foreign } = await openAll(content)
    console.log(`  ${pages} pages opened: ${dialogs.length} dialogs, ${foreign.length} foreign requests`)
    for (const one of new Set([...dialogs, ...foreign])) console.log(`    ${one}`)
    return disallowed.length + dialogs.length + foreign.length === 0
  } finally {
    await rm(content, { recursive: true })
  }
}

/** Where a payload may stand in a file; `name` is the file's own. */
const places: Record<string, (payload: string, name: string) => string> = {
  body: (payload, name) =>
    `# ${name}\n\n${payload}\n\n### 1. What is ${name}?\n\nBefore.\n\n${payload}\n\nAfter.\n`,
  inline: (payload, name) =>
    `### 1. What is ${name}?\n\nBefore ${inLine(payload)} after, [a](<${inLine(payload)}>).\n`,
  title: (payload, name) =>
    `## ${inLine(payload)}\n\n### 1. What is ${name} ${inLine(payload)}?\n\nAn answer.\n`,
  fence: (payload, name) => `### 1. What is ${name}?\n\n~~~${inLine(payload)}\n${payload}\n~~~\n`,
  frontmatter: (payload, name) =>
    `---\ntitle: ${JSON.stringify(payload)}\ndescription: ${JSON.stringify(payload)}\ntags: [${JSON.stringify(payload)}]\n---\n\n### 1. What is ${name}?\n\nAn answer.\n`,
  metadata: (payload, name) =>
    `### 1. What is ${name}?\n\n<!--\ntags: [${quoted(payload)}]\naliases: [${quoted(payload)}]\n-->\n\nAn answer.\n`,
}

function inLine(payload: string): string {
  return payload.replace(/\s+/g, ' ')
}

/** As YAML in a comment, which a payload must not end. */
function quoted(payload: string): string {
  return JSON.stringify(payload).replaceAll('-->', '--\\u003E')
}

function htmlOfTopic({ introduction, sections }: NamedTopic): string[] {
  return [introduction ?? '', ...sections.map(({ introduction }) => introduction ?? '')]
}

function htmlOfQuestion({ titleHtml, html, prompt, choices }: NamedQuestion): string[] {
  return [titleHtml, html, prompt?.html ?? '', ...choices.map(({ html }) => html)]
}

/** Builds a site of a folder and opens each of its pages. */
async function openAll(content: string) {
  const site = await startSite({ CONTENT_DIR: content })
  const browser = await chromium.launch({ executablePath: await findChromium() })
  try {
    const dialogs: string[] = []
    const foreign: string[] = []
    const context = await browser.newContext()
    context.on('dialog', async (dialog) => {
      dialogs.push(`${dialog.page()?.url()}: ${dialog.message()}`)
      await dialog.dismiss()
    })
    context.on('request', (request) => {
      if (!request.url().startsWith(site.home)) foreign.push(`${request.frame().url()}: ${request.url()}`)
    })
    const pages = [...(await pagesOf(site.folder)).keys()]
    const left = pages.values()
    const openThem = async () => {
      const page = await context.newPage()
      for (const path of left) await page.goto(new URL(path, site.home).href)
    }
    await Promise.all([openThem(), openThem(), openThem()])
    return { pages: pages.length, dialogs, foreign }
  } finally {
    await browser.close()
    await site.stop()
  }
}

/** Compares the files of a folder with its `expected.tsv`: file, shape, count, then pairs of line and title. */
async function compareAll(folder: string): Promise<boolean> {
  const [, ...rows] = (await readFile(join(folder, 'expected.tsv'), 'utf8')).trimEnd().split(/\r?\n/)
  const expected = rows.map(
    (row) => row.split('\t') as [file: string, shape: string, count: string, ...string[]],
  )
  const paths = expected.map(([file]) => join(folder, file))
  const { reports } = await readContent({
    ...{ paths, drafts: true, addresses: addressesUnder('/'), cache: memoryCache() },
  })
  const wrong = expected.flatMap(([file, shape, count, ...titles]) => {
    const report = reports.find((one) => one.file.endsWith(`/${file}`))
    const found = new Set(report?.questions.map(({ line, title }) => `${line} ${title}`))
    const pairs = titles.flatMap((title, index) =>
      index % 2 === 1 && title ? [`${titles[index - 1]} ${title}`] : [],
    )
    return [
      ...(report?.shape === (shapeNamed(shape) ?? shape)
        ? []
        : [`${file}: shape ${report?.shape}, not ${shape}`]),
      ...(report?.questions.length === Number(count)
        ? []
        : [`${file}: ${report?.questions.length}, not ${count}`]),
      ...pairs
        .filter((pair) => !found.has(pair.replaceAll('`', '')))
        .map((pair) => `${file}:${pair} is missing`),
    ]
  })
  const all = reports.reduce((sum, { questions }) => sum + questions.length, 0)
  console.log(`${expected.length} files, ${all} questions: ${wrong.length} differ from expected.tsv`)
  for (const one of wrong) console.log(`  ${one}`)
  return wrong.length === 0
}

const [folder] = process.argv.slice(2)
if (folder === undefined) console.error('Name a folder: npm run torture -- FOLDER')
if (folder === undefined || !(await torture(folder))) process.exitCode = 1
