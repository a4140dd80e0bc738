import { resolve } from 'node:path'

/** What the environment asks for; each value has the default of a plain `npm start`. */
export const environment = {
  /** The folder that holds the questions: relative to where the command runs, or absolute. */
  contentDir: process.env.CONTENT_DIR || 'content',
  /** The folder that receives the site, as an absolute path. */
  outDir: resolve(process.env.OUT_DIR || 'dist'),
  /** The origin the site is published at, without a slash at its end. */
  site: (process.env.SITE || 'http://127.0.0.1:4321').replace(/\/+$/, ''),
  /** The path the site is published under, with a slash at both ends. */
  base: `/${(process.env.BASE ?? '').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/'),
  port: Number(process.env.PORT || 4321),
  /** Whether nobody sits at the keyboard who could look at a ledger that was written anew. */
  isCi: process.env.CI === 'true' || process.env.CI === '1',
  /** The day by UTC, for what is first published on it: `2026-01-31`. */
  get today() {
    return new Date().toISOString().slice(0, 10)
  },
}
