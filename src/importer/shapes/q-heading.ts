import type { HeadingShape } from './headings.ts'

/** `## Q. What …`, `### Q12: What …`, `### Question 3 - What …` */
export const qHeading: HeadingShape = {
  id: 'A3',
  read({ text }) {
    const [, number, title] = text.match(/^[*_]*Q(?:uestion)?\s*#?(\d+)?\s*[.:)\-–—][*_]*\s*(\S.*)$/i) ?? []
    return title === undefined ? undefined : { title, ...(number ? { number: Number(number) } : {}) }
  },
}
