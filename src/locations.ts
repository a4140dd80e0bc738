import { createHash } from 'node:crypto'
import { existsSync, lstatSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { basename, join, relative, resolve, sep } from 'node:path'
import { faultOfFolder, leadTo } from './disk.ts'
import { environment } from './environment.ts'
import { Failure } from './failure.ts'

const source = import.meta.dirname
const project = join(source, '..')

/** Where things lie that are not the author's, as absolute paths: all of this is decided here. */
export const locations = {
  /** The folder of Viva itself, and the one of its code, which is named otherwise where that is compiled. */
  project,
  source,
  /** The folder of the code as Astro and Vite know it. */
  get pages(): string {
    if (!this.isLinked) return source
    if (lstatSync(join(this.packages, 'astro')).isSymbolicLink())
      throw new Failure(
        `Viva lies in “${project}”, to which Astro has to be led by a link, and the packages that it needs are links themselves: install it with npm.`,
      )
    const below = relative(this.packages, source)
    return below.startsWith('..') ? join(this.cache, linkName) : join(this.link, below)
  },
  /**
   * Whether Astro and Vite have to be led to Viva and its packages by a link in the cache: they take paths for
   * addresses, in which some signs mean another thing, and one that shares no folder with their root for one below it.
   */
  get isLinked(): boolean {
    return [source, this.packages].some((path) => !isPlain(path)) || firstOf(source) !== firstOf(this.cache)
  },
  /** The folder that Astro works in, and keeps the types of collections in. */
  get root(): string {
    return isAtHome() ? project : join(this.cache, 'work')
  },
  /**
   * What can be made again, and where a site is built before it is published; what is older than a month is thrown
   * away. The first to ask may be told, in a line, that it is not where it usually is.
   */
  get cache(): string {
    // Astro reads its configuration in a module of its own: nothing is looked at, or told, twice in a process.
    process.env.VIVA_CACHE ??= findCache()
    return process.env.VIVA_CACHE
  },
  /** What Vite makes of packages for the browser. */
  get vite(): string {
    return join(this.cache, 'vite')
  },
  /** What files were read as, images as they are published, images to share, and whatever Astro remembers. */
  get topics(): string {
    return join(this.cache, 'viva')
  },
  get images(): string {
    return join(this.cache, 'viva', 'images')
  },
  /** The folder in which Astro is installed, and the other packages that pages are made with. */
  get packages(): string {
    const folders = createRequire(import.meta.url).resolve.paths('astro')!
    return folders.find((folder) => existsSync(join(folder, 'astro')))!
  },
  /** The link in the cache that leads to it. */
  get link(): string {
    return join(this.cache, packagesName)
  },
  get shareImages(): string {
    return join(this.cache, 'share')
  },
  get astro(): string {
    return join(this.cache, 'astro')
  },
}

/** The name of the link to the packages: where Node looks for them. */
const packagesName = 'node_modules'

/** The name of the link to our code, where it lies beside its packages. */
const linkName = 'lib'

/** The first folder of an absolute path. */
function firstOf(path: string): string {
  return path.split(sep).slice(0, 2).join(sep)
}

/** Whether a path is the same where it is taken for an address. */
function isPlain(path: string): boolean {
  return !/[#%?]/.test(path)
}

/** Whether a command runs in Viva's own repository: its developers find there what is made. */
function isAtHome(): boolean {
  return process.cwd() === project
}

/** An author's folder has nothing of ours in it: each has a folder in the system's cache. */
function findCache(): string {
  const name = nameFor(resolve(environment.contentDir))
  const [usual, other] = isAtHome()
    ? ([join(project, '.cache'), join(project, 'node_modules', '.cache', 'viva')] as const)
    : ([join(systemCache(), 'viva', name), join(tmpdir(), 'viva', name)] as const)
  const fault = faultOfFolder(usual, needed)
  const found = fault ? other : usual
  if (fault) console.warn(`“${usual}” cannot be used (${fault}): “${other}” takes its place.`)
  if (!isAtHome()) {
    // What Astro makes there needs the packages that lie beside Viva or in it.
    leadTo(locations.packages, join(found, packagesName))
    leadTo(source, join(found, linkName))
  }
  return found
}

/** A name that tells a person which folder it stands for, and no other folder or Viva has: `notes-1f0c9a2b7d34`. */
function nameFor(folder: string): string {
  const words = basename(folder)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 40)
  return `${words}-${createHash('sha256').update(`${folder}\0${project}`).digest('hex').slice(0, 12)}`
}

/** Where this system keeps what can be made again. */
function systemCache(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  if (process.platform === 'win32') return LOCALAPPDATA || join(homedir(), 'AppData', 'Local')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches')
  return XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache')
}

/** In bytes: what a site of some hundred questions takes. */
const needed = 32 * 2 ** 20
