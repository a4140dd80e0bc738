import { join } from 'node:path'

/** Where things lie that are not the author's, as absolute paths: all of this is decided here. */
export const places = {
  /** The folder of Viva itself. */
  project: process.cwd(),
  /** What can be made again. */
  cache: join(process.cwd(), '.cache'),
} as const
