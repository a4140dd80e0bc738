import { readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { followLinks, ifMissing, inWords, readName } from '../disk.ts'

/** The file by which a folder that Viva built is known; every site has it. */
export const marker = '.viva-site'

/** What the marker says to whoever opens it. */
export const markerText =
  'Viva built what is in this folder, and replaces all of it with the next build but CNAME, .git and .nojekyll.\n'

/** What belongs to whoever publishes the folder, and stays in it. */
export const kept: ReadonlySet<string> = new Set(['CNAME', '.git', '.nojekyll'])

/** What a site must never replace. */
interface Places {
  contentDir: string
  project: string
}

/** Whether a folder that holds these names was built by Viva: older ones left no marker. */
export function isSite(names: readonly string[]): boolean {
  return (
    names.some((name) => name === marker || readName(name)?.role === 'next') ||
    ['questions.json', 'pagefind', '_headers'].every((name) => names.includes(name))
  )
}

/**
 * Why a folder may not receive a site, in words that follow its name: it would replace something that Viva did not
 * build. `undefined` where it may.
 */
export async function faultOf(outDir: string, { contentDir, project }: Places): Promise<string | undefined> {
  try {
    const folder = await followLinks(outDir)
    if (await holds(folder, contentDir)) return 'holds the questions'
    if (await holds(folder, project)) return 'holds Viva itself'
    for (const name of reserved) {
      if (await holds(join(project, name), folder)) return `lies in “${name}”, which belongs to Viva itself`
    }
    const state = await stat(folder).catch(ifMissing)
    if (!state) return undefined
    if (!state.isDirectory()) return 'is no folder'
    const names = await readdir(folder)
    const other = names.find((name) => !kept.has(name) && readName(name) === undefined)
    return other === undefined || isSite(names) ? undefined : `holds “${other}”, and no site that Viva built`
  } catch (error) {
    return `cannot be looked at: ${inWords(error)}`
  }
}

/** Folders of the project that no site may lie in. */
const reserved = ['src', 'public', 'tests', 'node_modules', '.git']

/** Whether a path is a folder or lies below it, by any of their names. */
async function holds(folder: string, path: string): Promise<boolean> {
  const state = await stat(folder, { bigint: true }).catch(ifMissing)
  if (!state) return isBelow(folder, path)
  for (const way of [resolve(path), await followLinks(path)]) {
    for (let above = way; ; above = dirname(above)) {
      const its = await stat(above, { bigint: true }).catch(ifMissing)
      // Not by its name: the same folder may have several, and be mounted in several places.
      if (its && its.ino === state.ino && its.dev === state.dev) return true
      if (above === dirname(above)) break
    }
  }
  return false
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`))
}
