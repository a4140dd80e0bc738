import type { HeadingShape } from './headings.ts'

const opened = '(?:<a\\b[^<>]*>|\\[|[*_])*'
const closed = '(?:<\\/a>|\\]\\([^)]*\\)|[*_])*'

/** `### 3. What …`, `### 3.What …`, `### 17a) What …`, `### <a name="3">3.</a> What …` */
export const numberedHeading: HeadingShape = {
  id: 'A1',
  read({ text }) {
    const numbered = new RegExp(
      `^${opened}\\s*(\\d+)([a-z]?)\\s*\\\\?[.):](?!\\d)\\s*${closed}[.):]?\\s*(\\S.*)$`,
      'i',
    )
    const [, number, letter, title] = text.match(numbered) ?? []
    return title === undefined ? undefined : { title: withoutStray(title), number: Number(number), letter }
  },
}

/** `[3. What …](#…)` leaves its end behind when the number takes its beginning. */
function withoutStray(title: string): string {
  const link = title.match(/^([^[\]]*)\]\([^)]*\)\s*$/)
  return link ? link[1]! : title.replace(/<\/a>\s*$/, '')
}
