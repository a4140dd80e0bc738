interface Published {
  data: { title: string; published: string | null }
}

/**
 * The questions that came last, newest first, those of a day by title. What was there on the first day is where the
 * site began, and no news; nor is what has no day.
 */
export function newsOf<Question extends Published>(
  questions: readonly Question[],
  compare: (a: string, b: string) => number,
): Question[] {
  const dayOf = ({ data }: Question) => data.published ?? ''
  const days = questions.map(dayOf).filter(Boolean).sort()
  return questions
    .filter((question) => dayOf(question) > (days[0] ?? ''))
    .toSorted(
      (a, b) =>
        Number(dayOf(a) < dayOf(b)) - Number(dayOf(a) > dayOf(b)) || compare(a.data.title, b.data.title),
    )
}
