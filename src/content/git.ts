import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../failure.ts'

/** Whether a file stands in a commit of any branch; what lies in no repository does not. */
export function isCommitted(path: string): boolean {
  const folder = realpathSync(dirname(path))
  if (!isInRepository(folder)) return false
  return ask(folder, 'log', '--all', '--format=%h', '-1', '--', join(folder, basename(path))) !== ''
}

/** Whether git leaves a file out of what it adds; one that it has already is never left out. */
export function isIgnored(path: string): boolean {
  const folder = realpathSync(dirname(path))
  return isInRepository(folder) && ask(folder, 'check-ignore', '--', join(folder, basename(path))) !== ''
}

/** The repository that a folder lies in: its own folder, and the address and branch that it is kept at, where they are known. */
export function repositoryOf(folder: string): { root: string; url?: string; branch?: string } | undefined {
  if (!isInRepository(folder)) return undefined
  const url = ask(folder, 'config', '--get', 'remote.origin.url')
  const branch =
    ask(folder, 'symbolic-ref', '--short', 'refs/remotes/origin/HEAD').replace(/^origin\//, '') ||
    ask(folder, 'symbolic-ref', '--short', 'HEAD')
  return {
    root: ask(folder, 'rev-parse', '--show-toplevel'),
    ...(url && { url }),
    ...(branch && { branch }),
  }
}

function isInRepository(folder: string): boolean {
  return ask(folder, 'rev-parse', '--is-inside-work-tree') === 'true'
}

/** What git answers; nothing where it knows none. */
function ask(folder: string, ...args: string[]): string {
  const { error, stdout } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' })
  if (error) throw new Failure(`git cannot be asked about “${folder}”: ${error.message}.`)
  return stdout.trim()
}
