import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ifMissing } from '../disk.ts'

/** Removes files that have lain in folders of the cache for longer than a month; what is still needed is made again. */
export async function prune(folders: readonly string[], now: number): Promise<void> {
  for (const folder of folders) {
    for (const entry of (await readdir(folder, { withFileTypes: true }).catch(ifMissing)) ?? []) {
      const path = join(folder, entry.name)
      const state = entry.isFile() ? await stat(path).catch(ifMissing) : undefined
      if (state && now - state.mtimeMs > month) await rm(path, { force: true })
    }
  }
}

const month = 31 * 24 * 60 * 60 * 1000
