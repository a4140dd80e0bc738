import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFiles } from '../questions.ts'
import { measure, type Taken } from './measure.ts'

/** Something that makes a site of the same questions. */
export interface Builder {
  name: string
  /** Makes the site; `out` is empty, and nothing is remembered, if `isCold`; else it replaces the one before. */
  build(isCold: boolean): Promise<Taken>
  /** Where the site is. */
  out: string
}

const peers = resolve(import.meta.dirname, '../peers')

/** Writes the questions into `folder/content`, as Viva reads them, and into `folder/questions`, one a file. */
export function writeQuestions(folder: string, count: number): void {
  for (const name of ['content', 'questions']) mkdirSync(join(folder, name), { recursive: true })
  const each = Math.min(count, 100)
  for (const [path, bytes] of makeFiles(count / each, each, 2)) {
    writeFileSync(join(folder, 'content', path), bytes)
    const [, ...questions] = new TextDecoder().decode(bytes).split(/^### \d+\. /m)
    for (const [index, question] of questions.entries()) {
      const [title, ...answer] = question.replace(/^## .*$/gm, '').split('\n')
      const name = `${path.replace('.md', '')}-${index}.md`
      const text = `---\ntitle: ${JSON.stringify(title)}\n---\n${answer.join('\n')}`
      writeFileSync(join(folder, 'questions', name), text)
    }
  }
}

/** Viva as it stands in a checkout, on the questions of a folder; each has its own copy, for it keeps its ledger there. */
export function viva(name: string, checkout: string, folder: string): Builder & { content: string } {
  const [out, content] = [join(folder, name), join(folder, `${name}-content`)]
  cpSync(join(folder, 'content'), content, { recursive: true })
  return {
    name,
    out,
    content,
    build(isCold) {
      if (isCold) {
        // Each checkout keeps what it remembers in its own folder.
        for (const cache of ['viva', 'astro', 'share']) empty(join(checkout, '.cache', cache))
        // Else the site that is replaced stands there, as it does for an author.
        empty(out)
      }
      const environment = { CONTENT_DIR: content, OUT_DIR: out, CI: '' }
      // An older one has a command for each thing to do.
      const command = existsSync(join(checkout, 'src/cli/viva.ts'))
        ? ['src/cli/viva.ts', 'build']
        : ['src/cli/build.ts']
      return measure([process.execPath, ...command], checkout, environment)
    },
  }
}

/** Eleventy with Pagefind; `undefined` where it is not installed. */
export function eleventy(folder: string): Builder | undefined {
  const command = join(peers, 'node_modules/@11ty/eleventy/cmd.cjs')
  return existsSync(command)
    ? peer('eleventy', folder, 'questions', [process.execPath, command, '--quiet', '--output=site'])
    : undefined
}

/** Hugo with Pagefind; `undefined` where it is not installed. */
export function hugo(folder: string): Builder | undefined {
  try {
    execFileSync('hugo', ['version'])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
  return peer('hugo', folder, 'content/questions', ['hugo', '--quiet', '--destination=site'])
}

function peer(name: string, folder: string, questions: string, command: readonly string[]): Builder {
  const home = join(folder, name)
  const out = join(home, 'site')
  cpSync(join(peers, name), home, { recursive: true })
  cpSync(join(folder, 'questions'), join(home, questions), { recursive: true })
  const pagefind = [process.execPath, join(peers, 'node_modules/pagefind/lib/runner/bin.cjs'), '--site=site']
  return {
    name: `${name} + pagefind`,
    out,
    async build() {
      empty(out)
      const made = await measure(command, home, {})
      const indexed = await measure(pagefind, home, {})
      return {
        wall: made.wall + indexed.wall,
        cpu: made.cpu + indexed.cpu,
        peak: Math.max(made.peak, indexed.peak),
      }
    },
  }
}

function empty(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
