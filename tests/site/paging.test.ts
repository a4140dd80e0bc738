import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paginate } from '../../src/site/paging.ts'

/** Sections with so many questions each, as pages: `a:3 b…:2` is all of a, and the rest of b. */
function paged(sizes: Record<string, number>, most: number): string[] {
  return paginate(sectionsOf(sizes), most).map((parts) =>
    parts
      .map(({ id, questions, isContinued }) => `${id}${isContinued ? '…' : ''}:${questions.length}`)
      .join(' '),
  )
}

function sectionsOf(sizes: Record<string, number>) {
  return Object.entries(sizes).map(([id, size]) => ({
    ...{ id, questions: Array.from({ length: size }, (_, index) => `${id}${index}`) },
  }))
}

describe('a topic', () => {
  test.each([
    ['that is small is one page', { a: 3, b: 2 }, ['a:3 b:2']],
    ['that fills a page is one page', { a: 5, b: 5 }, ['a:5 b:5']],
    ['without a question has a page', { a: 0 }, ['a:0']],
    ['turns the page before a section that has no room', { a: 6, b: 6 }, ['a:6', 'b:6']],
    ['divides a section that is longer than a page', { a: 25 }, ['a:10', 'a…:10', 'a…:5']],
    ['goes on below the end of a long section', { a: 12, b: 3 }, ['a:10', 'a…:2 b:3']],
    ['begins a section that is longer than a page at once', { a: 4, b: 12 }, ['a:4 b:6', 'b…:6']],
    ['keeps the title of a section without questions', { a: 10, b: 0, c: 1 }, ['a:10', 'b:0 c:1']],
  ] as const)('%s', (_, sizes, expected) => {
    expect(paged(sizes, 10)).toEqual(expected)
  })

  test('keeps every question and every section, in order, on pages that are not too long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 15 }),
        (sizes, most) => {
          const sections = sectionsOf(Object.fromEntries(sizes.map((size, index) => [`s${index}-`, size])))

          const pages = paginate(sections, most)

          const parts = pages.flat()
          expect(parts.flatMap(({ questions }) => questions)).toEqual(
            sections.flatMap(({ questions }) => questions),
          )
          expect(parts.filter(({ isContinued }) => !isContinued).map(({ id }) => id)).toEqual(
            sections.map(({ id }) => id),
          )
          for (const page of pages) {
            const count = page.reduce((sum, { questions }) => sum + questions.length, 0)
            expect(page.length).toBeGreaterThan(0)
            expect(count).toBeLessThanOrEqual(most)
          }
        },
      ),
    )
  })
})
