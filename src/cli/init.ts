import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { diff } from 'node:util'
import { addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { isIgnored, repositoryOf } from '../content/git.ts'
import { readContent } from '../content/index.ts'
import { ledgerPath, nameOf } from '../content/ledger.ts'
import type { Content } from '../content/published.ts'
import { settingsName } from '../content/settings.ts'
import { ifMissing, inWords, writeWhole } from '../disk.ts'
import { environment } from '../environment.ts'
import { Failure } from '../failure.ts'
import { spell } from '../invocation.ts'
import { languageOf } from '../language-of.ts'
import { locations } from '../locations.ts'
import { writeLedger } from '../permalinks/ledger.ts'
import { problem } from '../problems.ts'
import {
  type Publishing,
  quoted,
  releaseOf,
  unfitOf,
  workflowFor,
  workflowPath,
} from '../publish/workflow.ts'
import { asText, lineFor, withErrors } from './report.ts'

/** `viva init [--from <package>] [paths…]`: writes what a folder needs to be published, and overwrites nothing. */
export async function init({ values }: { values: Readonly<Record<string, unknown>> }): Promise<void> {
  const { contentDir, invocation } = environment
  const content = await readAll()
  const errors = withErrors(content.reports)
  if (errors.length > 0 || !content.ledger) {
    console.log(asText(errors))
    process.exitCode = 1
    return
  }
  const home = realpathSync(contentDir)
  const repository = repositoryOf(home)
  const address = repository?.url === undefined ? undefined : webAddressOf(repository.url)
  const branch = repository?.branch ?? 'main'
  const root = repository && isOnGithub(repository.url) ? repository.root : undefined
  const publishing =
    root === undefined ? undefined : await publishingFrom(root, { branch, from: values.from })

  await offer(ledgerPath(contentDir), writeLedger(content.ledger.after), content.ledger.text !== undefined)
  if (isIgnored(ledgerPath(contentDir)))
    console.log(
      `${nameOf(ledgerPath(contentDir))} is ignored by git, and addresses last only if it is committed: change .gitignore, or add it by “git add --force”.`,
    )
  const folder = repository ? below(repository.root, home) : undefined
  await offer(join(contentDir, settingsName), await settingsFor(content, { address, branch, folder }))
  if (root !== undefined && publishing) await offer(join(root, workflowPath), workflowFor(publishing))
  if (repository?.url !== undefined && address === undefined)
    console.log(
      `The page of the repository is not known from its remote: add it to ${settingsName} as “repository”.`,
    )
  console.log(
    nextSteps(publishing !== undefined)
      .map((line) => spell(line, invocation))
      .join('\n'),
  )
}

/** What the workflow of a repository is told. */
async function publishingFrom(
  root: string,
  { branch, from }: { branch: string; from: unknown },
): Promise<Publishing> {
  const publishing = {
    branch,
    from: typeof from === 'string' ? from : await ownAddress(),
    paths: environment.paths.map((path) => below(root, realpathSync(path))),
    ledger: below(root, ledgerPath(realpathSync(environment.contentDir))),
  }
  const unfit = unfitOf(publishing)
  if (unfit !== undefined)
    throw new Failure(
      `${JSON.stringify(unfit)} cannot be named in a workflow: GitHub would read “\${{” or a control character in it as its own. Rename it, or name the folder that it lies in.`,
    )
  return publishing
}

function nextSteps(isOnGithub: boolean): string[] {
  return [
    '',
    'What to do next:',
    '  `viva` shows the site, and follows your edits',
    ...(isOnGithub
      ? [
          '  commit these files; in the repository’s settings, choose “GitHub Actions” below Pages',
          '  push: the workflow publishes the site, and checks pull requests',
        ]
      : ['  commit these files; `viva build` writes the site, which any host serves']),
  ]
}

function readAll(): Promise<Content> {
  const { base, contentDir, paths, today } = environment
  return readContent({
    ...{ paths, drafts: false, addresses: addressesUnder(base), cache: memoryCache() },
    promises: { contentDir, isReduced: true, today, isFrozen: false },
  })
}

/** Writes a file where there is none; of one that is there, tells how it differs, unless it `isKept` by others. */
async function offer(path: string, text: string, isKept = false): Promise<void> {
  const there = await readFile(path, 'utf8').catch(ifMissing)
  if (there === undefined) {
    await write(path, text)
    console.log(`${nameOf(path)} is written.`)
  } else if (isKept || there === text) {
    console.log(`${nameOf(path)} is there already.`)
  } else {
    console.log(
      `${nameOf(path)} is there already, and stays as it is. It differs from what would be written:`,
    )
    console.log(differences(there, text).join('\n'))
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeWhole(path, text)
  } catch (error) {
    const fault = problem('file-unwritable', { line: 1, column: 1 }, inWords(error))
    throw new Failure(lineFor(nameOf(path), fault))
  }
}

/** The lines that only one of two texts has: `-` what is there, `+` what would be. */
function differences(there: string, text: string): string[] {
  return diff(there.split('\n'), text.split('\n')).flatMap(([side, line]) =>
    side === 0 ? [] : [`  ${side === 1 ? '-' : '+'} ${line}`],
  )
}

/** The settings that were found out. */
async function settingsFor(
  { topics, questions }: Content,
  { address, branch, folder }: { address: string | undefined; branch: string; folder: string | undefined },
): Promise<string> {
  const own = topics.length === 1 && !/^readme$/i.test(topics[0]!.title) ? topics[0]!.title : undefined
  const name = address?.split('/').at(-1) ?? basename(resolve(environment.contentDir))
  const words = name.replace(/[-_]+/g, ' ').trim()
  const title = own ?? words.charAt(0).toUpperCase() + words.slice(1)
  const language = languageOf(questions.map(({ title, markdown }) => `${title}\n${markdown}`).join('\n'))
  const lines = [
    `title: ${quoted(title)}`,
    ...(language === undefined ? [] : [`language: ${language}`]),
    ...(address === undefined ? [] : [`repository: ${quoted(address)}`]),
    ...(address === undefined || branch === 'main' ? [] : [`branch: ${quoted(branch)}`]),
    ...(address === undefined || folder === undefined ? [] : [`folder: ${quoted(folder)}`]),
  ]
  return `${lines.join('\n')}\n`
}

/** The page of a repository, of what git calls it: `git@github.com:you/notes.git`, `https://github.com/you/notes`. */
export function webAddressOf(remote: string): string | undefined {
  const [, host, path] =
    remote.match(/^(?:ssh:\/\/)?(?:[^@/]+@)([^:/]+)(?::\d+\/|[:/])(.+?)(?:\.git)?\/?$/) ??
    remote.match(/^https?:\/\/(?:[^@/]*@)?([^/]+)\/(.+?)(?:\.git)?\/?$/) ??
    []
  // A name without a dot is one that only this machine knows: of its ssh configuration, or of its network.
  if (!host?.includes('.')) return undefined
  return `https://${host.replace(/^ssh\.(?=github\.com$)/, '')}/${path}`
}

/** Whether a remote is kept by GitHub, or by one of its servers in a company; one that is not known may be. */
export function isOnGithub(remote: string | undefined): boolean {
  const address = remote === undefined ? undefined : webAddressOf(remote)
  return address === undefined || /(^|\.)github\.|\.ghe\.com$/.test(new URL(address).hostname)
}

/** What npm installs this version of Viva from. */
async function ownAddress(): Promise<string> {
  return releaseOf(JSON.parse(await readFile(join(locations.project, 'package.json'), 'utf8')))
}

function below(root: string, path: string): string {
  return relative(realpathSync(root), path).split(sep).join('/') || '.'
}
