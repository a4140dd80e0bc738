import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What a page weighs when it is opened for the first time: itself and all that it loads, compressed, in bytes. */
export interface Weight {
  /** Its address below the base. */
  page: string
  bytes: number
}

/** What a kind of page may weigh, in bytes. */
export const budgets = { index: 25 * 1024, question: 14 * 1024 }

/** The weights of a built site's index and of the heaviest and the middle one of its questions. */
export async function weigh(site: string, base: string) {
  const load = loader(site, base)
  // Beside the pages stand the questions as Markdown.
  const entries = readdirSync(join(site, 'questions'), { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory())
  const questions = folders.map(({ name }) => {
    const page = ['questions', name, ''].join('/')
    return { page, size: statSync(join(site, page, 'index.html')).size }
  })
  // Those that lead on or tell that nothing stands there are the lightest.
  const bySize = questions.toSorted((a, b) => a.size - b.size || (a.page < b.page ? -1 : 1))
  const weightOf = async (page: string): Promise<Weight> => ({ page, bytes: await load(`${page}index.html`) })
  return {
    index: await weightOf(''),
    middle: await weightOf(bySize[Math.floor(bySize.length / 2)]!.page),
    heaviest: await weightOf(bySize.at(-1)!.page),
  }
}

/** Weighs a file with what it loads; each file counts once. */
function loader(site: string, base: string) {
  const read = new Map<string, { bytes: number; loads: string[] }>()
  const open = async (file: string) => {
    const known = read.get(file)
    if (known) return known
    const content = await readFile(join(site, file.split('/').join(sep)))
    const one = { bytes: gzipSync(content).byteLength, loads: loadsOf(file, content.toString(), base) }
    read.set(file, one)
    return one
  }
  return async (file: string): Promise<number> => {
    const seen = new Set<string>()
    const add = async (file: string): Promise<number> => {
      if (seen.has(file)) return 0
      seen.add(file)
      const { bytes, loads } = await open(file)
      let sum = bytes
      for (const one of loads) sum += await add(one)
      return sum
    }
    return add(file)
  }
}

/** The files that a page or a script loads at once, from the root of the site. */
function loadsOf(file: string, content: string, base: string): string[] {
  const patterns = file.endsWith('.html')
    ? [
        /<(?:script|img)\b[^>]*\ssrc="([^"]+)"/g,
        /<link\b[^>]*\srel="(?:stylesheet|icon)"[^>]*\shref="([^"]+)"/g,
      ]
    : file.endsWith('.js')
      ? [/\b(?:from|import)\s*"(\.[^"]+)"/g]
      : []
  const links = patterns.flatMap((pattern) => [...content.matchAll(pattern)].map(([, link]) => link!))
  return links
    .map((link) => new URL(link, `http://site${base}${file}`))
    .filter(({ host }) => host === 'site')
    .map(({ pathname }) => decodeURIComponent(pathname).slice(base.length))
}
