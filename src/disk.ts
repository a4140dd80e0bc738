import { createHash, randomBytes } from 'node:crypto'
import {
  constants,
  mkdirSync,
  realpathSync,
  rmSync,
  type Stats,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {
  access,
  cp,
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises'
import { constants as constantsOfSystem, hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from './failure.ts'

/**
 * Writes a file whole or not at all, in a folder that is made where there is none. One that is there already keeps its
 * mode and, if we may, its owner; a link leads to the file that is written. One that is read-only is left as it is: the
 * system's error says so, to root too.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(ifMissing)
  return target === undefined ? write(path, content) : replace(target, content)
}

async function write(path: string, content: string | Uint8Array, former?: Stats): Promise<void> {
  const draft = join(dirname(path), ourName('draft'))
  const file = await open(draft, 'wx').catch(async (error: NodeJS.ErrnoException) => {
    ifMissing(error)
    await mkdir(dirname(path), { recursive: true })
    return open(draft, 'wx')
  })
  try {
    await file.writeFile(content)
    if (former) {
      // What is there is given up only for what no loss of power can take any more.
      await file.sync()
      await file.chown(former.uid, former.gid).catch(ifNotAllowed)
      await file.chmod(former.mode)
    }
    await file.close()
    await rename(draft, path)
  } catch (error) {
    await file.close()
    await rm(draft, { force: true })
    throw error
  }
}

async function replace(path: string, content: string | Uint8Array): Promise<void> {
  const former = await stat(path)
  await refuseReadOnly(path, former.mode)
  await write(path, content, former)
  await clearDead(dirname(path), 'draft')
}

/**
 * Writes files below a folder of ours, one after the other: what is in it is published, or thrown away, as a whole, so
 * that a file that is cut short is seen by nobody.
 */
export function writerBelow(folder: string): (path: string, content: string | Uint8Array) => void {
  const made = new Set<string>()
  return (path, content) => {
    const file = join(folder, path)
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    made.add(dirname(file))
    writeFileSync(file, content)
  }
}

/** Moves a file or a folder, on its disk or to another; then what has arrived when that fails is the caller's to remove. */
export async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await cp(from, to, { recursive: true })
  }
}

/** What a path names in the end, whether it is there yet or not: links are followed. */
export async function followLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(ifMissing)
  if (real !== undefined) return real
  const state = await lstat(path).catch(ifMissing)
  if (state?.isSymbolicLink()) return followLinks(resolve(dirname(path), await readlink(path)))
  return dirname(path) === path ? path : join(await followLinks(dirname(path)), basename(path))
}

/** What we put for a while among files that are not ours. */
type Role = 'draft' | 'turn' | 'staging' | 'next' | 'previous' | 'workshop'

/** A name that no author has, and that tells whose it is: `.viva-4711-mhx2a0k1-5f3a09c1e2d4.draft`. */
export function ourName(role: Role): string {
  return `.viva-${process.pid}-${begun}-${machine}${randomBytes(4).toString('hex')}.${role}`
}

/** What a name of ours tells; `undefined` for any other name. */
export function readName(name: string): { role: Role; isDead: boolean } | undefined {
  const [, pid, start, where, role] =
    name.match(
      /^\.viva-(\d+)-([0-9a-z]+)-([0-9a-f]{4})[0-9a-f]{8}\.(draft|turn|staging|next|previous|workshop)$/,
    ) ?? []
  if (role === undefined) return undefined
  // A process of another machine or container is not seen running here: it has had a day.
  if (where !== machine) return { role: role as Role, isDead: Date.now() - Number.parseInt(start!, 36) > day }
  // In a container each process may have the same id as the one before it.
  const isDead = Number(pid) === process.pid ? start !== begun : !isRunning(Number(pid))
  return { role: role as Role, isDead }
}

/** Removes the files of a role that processes which have died left in a folder. */
async function clearDead(folder: string, role: Role): Promise<void> {
  for (const name of await readdir(folder)) {
    const found = readName(name)
    if (found?.role === role && found.isDead) await rm(join(folder, name), { force: true })
  }
}

/**
 * Does some work, which takes no longer than a moment, while no other process does the like in the same folder. Whoever
 * waits for half a minute gives up.
 */
export async function inTurn<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  for (let waited = 0; ; ) {
    const mine = join(folder, ourName('turn'))
    await writeFile(mine, '', { flag: 'wx' })
    let other: string | undefined
    try {
      // Whoever comes later sees who was here before: both may withdraw, but never do both go on.
      other = await findTurn(folder, mine)
      if (!other) return await work()
    } finally {
      await rm(mine, { force: true })
    }
    if (waited > 30_000)
      throw new Failure(`Another process works in “${folder}”. If none does, delete “${other}” there.`)
    const time = 10 + Math.random() * 50
    await pause(time)
    waited += time
  }
}

/** The name of another's turn. */
async function findTurn(folder: string, mine: string): Promise<string | undefined> {
  const { mtimeMs: now } = await stat(mine)
  for (const name of await readdir(folder)) {
    const found = readName(name)
    if (found?.role !== 'turn' || join(folder, name) === mine) continue
    const state = await lstat(join(folder, name)).catch(ifMissing)
    if (!state) continue
    // Nobody takes so long, but for a process of this machine that was stopped and may go on.
    const isOver = found.isDead || (!isOfHere(name) && now - state.mtimeMs > 10_000)
    if (!isOver) return name
    await rm(join(folder, name), { force: true })
  }
  return undefined
}

/** What keeps a folder from being filled, in words; it is made where there is none. */
export function faultOfFolder(folder: string, bytes: number): string | undefined {
  try {
    mkdirSync(folder, { recursive: true })
    const trial = join(folder, ourName('draft'))
    writeFileSync(trial, '')
    rmSync(trial)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < bytes ? 'no space left on its disk' : undefined
  } catch (error) {
    return inWords(error)
  }
}

/** What keeps folders from being made in another, in words: one is made for a moment, as rights alone do not tell. */
export async function tryFolder(folder: string): Promise<string | undefined> {
  const trial = join(folder, ourName('staging'))
  try {
    await mkdir(trial)
  } catch (error) {
    return inWords(error)
  }
  await rmdir(trial)
  return undefined
}

/** Has a path lead to a folder: as a junction where a system keeps links from its users. */
export function leadTo(folder: string, path: string): void {
  try {
    if (realpathSync(path) === realpathSync(folder)) return
  } catch (error) {
    ifMissing(error as NodeJS.ErrnoException)
  }
  rmSync(path, { force: true })
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(folder, path, 'junction')
}

/** Removes a folder of ours when this process ends, whatever ends it but a kill. */
export function removeAtEnd(folder: string): void {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(128 + constantsOfSystem.signals[signal]))
}

/** Catches the error of a file or folder that is not there: the answer is `undefined`. Any other is thrown on. */
export function ifMissing(error: NodeJS.ErrnoException): undefined {
  // Below a file there is nothing, nor under a name that no file can have.
  if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code!)) throw error
}

/** What the system says of a file, in its own words: “permission denied”. Any other error is thrown on. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error && 'syscall' in error)) throw error
  return error.message.replace(/^\w+: /, '').replace(/, .*$/, '')
}

/** Of four hexadecimal digits. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 4)
const day = 24 * 60 * 60 * 1000

function isOfHere(name: string): boolean {
  return name.split('-')[3]!.startsWith(machine)
}

/** When this process began: with its id, what tells it from all others. */
const begun = Math.floor(performance.timeOrigin).toString(36)

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Any other refusal tells that the process is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

async function refuseReadOnly(path: string, mode: number): Promise<void> {
  await access(path, constants.W_OK)
  if ((mode & 0o222) === 0)
    throw Object.assign(new Error(`EACCES: permission denied, open '${path}'`), {
      ...{ code: 'EACCES', syscall: 'open', path },
    })
}

/** Only root gives files away. */
function ifNotAllowed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPERM') throw error
}
