import { join } from 'node:path'
import { faultOfFolder } from './disk.ts'

/** Where things lie that are not the author's, as absolute paths: all of this is decided here. */
export const places = {
  /** The folder of Viva itself: its code, its styles and what it copies into each site. */
  project: join(import.meta.dirname, '..'),
  /** The folder that Astro works in, and keeps the types of collections in. */
  root: process.cwd(),
  /**
   * What can be made again, and where a site is built before it is published; what is older than a month is thrown
   * away. The first to ask may be told, in a line, that it is not where it usually is.
   */
  get cache(): string {
    // Astro reads its configuration in a module of its own: nothing is looked at, or told, twice in a process.
    process.env.VIVA_CACHE ??= findCache(this.root)
    return process.env.VIVA_CACHE
  },
  /** What files were read as, images as they are published, images to share, and whatever Astro remembers. */
  get topics(): string {
    return join(this.cache, 'viva')
  },
  get images(): string {
    return join(this.cache, 'viva', 'images')
  },
  get shareImages(): string {
    return join(this.cache, 'share')
  },
  get astro(): string {
    return join(this.cache, 'astro')
  },
}

function findCache(root: string): string {
  const usual = join(root, '.cache')
  const fault = faultOfFolder(usual, needed)
  if (!fault) return usual
  const other = join(root, 'node_modules', '.cache', 'viva')
  console.warn(`“${usual}” cannot be used (${fault}): “${other}” takes its place.`)
  return other
}

/** In bytes: what a site of some hundred questions takes. */
const needed = 32 * 2 ** 20
