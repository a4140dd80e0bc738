/** A section, or the part of it that stands on one page. */
export type Part<Section> = Section & {
  /** Whether it began on the page before. */
  isContinued: boolean
}

/**
 * Parts sections into pages of at most `most` questions, in order. A section that a page has no room for begins the
 * next one; only a section that is longer than a page is divided. There is always a first page.
 */
export function paginate<Question, Section extends { questions: readonly Question[] }>(
  sections: readonly Section[],
  most: number,
): Part<Section>[][] {
  const pages: Part<Section>[][] = [[]]
  let room = most
  const turn = () => {
    pages.push([])
    room = most
  }
  for (const section of sections) {
    const { questions } = section
    if (questions.length > room && room < most && questions.length <= most) turn()
    let from = 0
    do {
      if (room === 0) turn()
      const part = questions.slice(from, from + room)
      pages.at(-1)!.push({ ...section, questions: part, isContinued: from > 0 })
      from += part.length
      room -= part.length
    } while (from < questions.length)
  }
  return pages
}
