import { readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { followLinks, ifMissing, inWords, readName, tryFolder } from '../disk.ts'

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
    const foreign = [resolve(outDir), folder].flatMap((way) => way.split(sep)).find(isToolsOwn)
    if (foreign !== undefined) return `lies in “${foreign}”, which belongs to another program`
    const state = await stat(folder).catch(ifMissing)
    if (!state) return await faultOfMaking(folder)
    if (!state.isDirectory()) return 'is no folder'
    const names = await readdir(folder)
    const other = names.find((name) => !kept.has(name) && readName(name) === undefined)
    if (other !== undefined && !isSite(names)) return `holds “${other}”, and no site that Viva built`
    const fault = await tryFolder(folder)
    return fault && `cannot be written in: ${fault}`
  } catch (error) {
    return `cannot be looked at: ${inWords(error)}`
  }
}

/** Folders of the project that no site may lie in. */
const reserved = ['src', 'public', 'tests', 'node_modules', '.git']

/** Whether git or npm keeps what is theirs in the folders of a name, and removes from them what is not. */
function isToolsOwn(name: string): boolean {
  return ['.git', 'node_modules'].includes(name.toLowerCase())
}

/** Why a folder that is not there cannot be made: asked before the build, which takes long. */
async function faultOfMaking(folder: string): Promise<string | undefined> {
  let above = dirname(folder)
  while (!(await stat(above).catch(ifMissing))) above = dirname(above)
  const names = relative(above, folder).split(sep)
  for (const path of [folder, ...names.map((name) => join(above, name))]) {
    const error = await stat(path).catch((error: NodeJS.ErrnoException) => error)
    if ('code' in error && error.code === 'ENAMETOOLONG') return `cannot be made: ${inWords(error)}`
  }
  const fault = await tryFolder(above)
  return fault && `cannot be made in “${above}”: ${fault}`
}

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
