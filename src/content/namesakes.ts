import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isSite } from '../publish/out-dir.ts'
import { isHidden } from './files.ts'

/**
 * Finds the one file of a folder, however deep, that has a name, or a path that ends in it: its address from there. Of two
 * neither is meant.
 */
export type Namesakes = (name: string, folder: string) => Promise<string | undefined>

/** Looks through each folder once. */
export function namesakes(): Namesakes {
  const folders = new Map<string, Promise<string[]>>()
  return async (name, folder) => {
    const listed = folders.get(folder) ?? pathsBelow(folder, '')
    folders.set(folder, listed)
    const [only, ...others] = (await listed).filter((path) => path.endsWith(`/${name}`))
    return only !== undefined && others.length === 0 ? encodeURI(only) : undefined
  }
}

/** The paths of a folder's files, from it on; those of sites that were built are none, as they are no content. */
async function pathsBelow(folder: string, below: string): Promise<string[]> {
  // Which folder cannot be read is told where its notes are looked for.
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])
  if (isSite(entries.map(({ name }) => name))) return []
  const paths = entries.map(async (entry) => {
    if (isHidden(entry.name)) return []
    const path = `${below}/${entry.name}`
    return entry.isDirectory() ? pathsBelow(folder, path) : entry.isFile() ? [path] : []
  })
  return (await Promise.all(paths)).flat()
}
