import { spawn } from 'node:child_process'
import { lstatSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ifMissing, inTurn, move, ourName, readName, writeWhole } from '../disk.ts'
import { kept, marker, markerText } from './out-dir.ts'

/**
 * Puts a finished site in the place of the one in `outDir`. The folder itself stays, be it a mount point or what a link
 * names, and in it what is kept; all else is exchanged name by name, in a moment. Where a kill breaks that off,
 * `recover` goes on with it, and so does the next swap. What was there before is given to `discard`, in a folder of ours.
 */
export async function swapIn(
  site: string,
  outDir: string,
  discard: (folder: string) => Promise<void> = remove,
): Promise<void> {
  const isNew = (await mkdir(outDir, { recursive: true })) !== undefined
  const [staging, next, previous] = [
    join(outDir, ourName('staging')),
    join(outDir, ourName('next')),
    join(outDir, ourName('previous')),
  ]
  try {
    // On one disk from here on: what has to fail for want of room fails before anything is touched.
    for (const folder of [staging, previous]) await makeOurs(folder)
    for (const name of await readdir(site)) await move(join(site, name), join(staging, name))
    await inTurn(outDir, async () => {
      await finish(outDir)
      await rename(staging, next)
      exchange(outDir, next, previous)
    })
    await discard(previous)
  } finally {
    for (const folder of [staging, previous]) await remove(folder)
    if (isNew) await rmdir(outDir).catch(ifNotEmpty)
  }
}

/** Goes on with swaps that were broken off, and clears away what dead builds left. */
export async function recover(outDir: string): Promise<void> {
  const names = (await readdir(outDir).catch(ifMissing)) ?? []
  if (names.some((name) => readName(name)?.role === 'next')) await inTurn(outDir, () => finish(outDir))
  await clear(outDir)
}

/** Removes what dead builds left in a folder: what has a name of ours, and our marker. */
export async function clear(folder: string): Promise<void> {
  for (const name of (await readdir(folder).catch(ifMissing)) ?? []) {
    const found = readName(name)
    if (!found?.isDead) continue
    if (found.role === 'turn') await rm(join(folder, name), { force: true })
    if (/^(staging|previous|workshop)$/.test(found.role)) await remove(join(folder, name))
  }
}

/** Makes a folder that may be removed again: it has our marker. */
export async function makeOurs(folder: string): Promise<void> {
  await writeWhole(join(folder, marker), markerText)
}

/** Removes a folder of ours, its marker last; any other that holds something is left alone. */
export async function remove(folder: string): Promise<void> {
  const names = (await readdir(folder).catch(ifMissing)) ?? []
  // A kill may come before the marker is there, and after it is gone.
  if (!names.includes(marker) && names.some((name) => readName(name) === undefined)) return
  for (const name of names) {
    if (name !== marker) await rm(join(folder, name), { recursive: true, force: true })
  }
  await rm(folder, { recursive: true, force: true })
}

/**
 * Has a folder of ours removed by a process of its own, for which nobody waits: thousands of files keep a disk busy for
 * seconds. It goes into the folder `aside` at once; one that lies on another disk is removed here and now.
 */
export async function discard(folder: string, aside: string): Promise<void> {
  const waste = join(aside, ourName('previous'))
  try {
    await rename(folder, waste)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    return remove(folder)
  }
  const remover = fileURLToPath(new URL('./remover.ts', import.meta.url))
  const child = spawn(process.execPath, [remover, waste], {
    ...{ detached: true, stdio: 'ignore', windowsHide: true },
  })
  // Where no process can be had, the next build clears it away.
  child.on('error', () => {}).unref()
}

/** Removes a folder of ours that a process left to this one: under a name of this one, so that no other clears it away too. */
export async function takeOver(folder: string): Promise<void> {
  const mine = join(dirname(folder), ourName('previous'))
  await rename(folder, mine)
  await remove(mine)
}

/** Goes on with what was broken off; must be called in turn. */
async function finish(outDir: string): Promise<void> {
  for (const name of await readdir(outDir)) {
    if (readName(name)?.role !== 'next') continue
    const previous = join(outDir, ourName('previous'))
    await makeOurs(previous)
    exchange(outDir, join(outDir, name), previous)
    await remove(previous)
  }
}

/**
 * Moves what was built before out of a folder, into `previous`, and what is in its folder `next` in. Begun again after a
 * kill, it ends the same: a name leaves `next` only for its place in the site, that of the marker first of all.
 */
function exchange(folder: string, next: string, previous: string): void {
  const fresh = readdirSync(next).toSorted((a, b) => Number(b === marker) - Number(a === marker))
  const takeOut = (name: string) => {
    const path = join(folder, name)
    if (lstatSync(path, { throwIfNoEntry: false })) renameSync(path, join(previous, name))
  }
  // Once the marker has moved, what `next` lacks may be new.
  const isUntouched = fresh[0] === marker
  if (isUntouched) {
    const isOld = (name: string) => !kept.has(name) && readName(name) === undefined && !fresh.includes(name)
    for (const name of readdirSync(folder).filter(isOld)) takeOut(name)
  }
  for (const name of fresh) {
    takeOut(name)
    renameSync(join(next, name), join(folder, name))
  }
  rmdirSync(next)
}

function ifNotEmpty(error: NodeJS.ErrnoException): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code!)) throw error
}
