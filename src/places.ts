import { join } from 'node:path'

const project = join(import.meta.dirname, '..')
const root = process.cwd()
const cache = join(root, '.cache')

/** Where things lie that are not the author's, as absolute paths: all of this is decided here. */
export const places = {
  /** The folder of Viva itself: its code, its styles and what it copies into each site. */
  project,
  /** The folder that Astro works in, and keeps the types of collections in. */
  root,
  /** What can be made again; what is older than a month is thrown away. */
  cache,
  /** What files were read as, images as they are published, images to share, and whatever Astro remembers. */
  topics: join(cache, 'viva'),
  images: join(cache, 'viva', 'images'),
  shareImages: join(cache, 'share'),
  astro: join(cache, 'astro'),
} as const
