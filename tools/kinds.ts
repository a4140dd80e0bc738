/** Each kind of page there is, and which page of a site shows it best: its path below the base. */
export function kindsOf(pages: ReadonlyMap<string, string>): Map<string, string> {
  const all = [...pages]
  const below = (folder: string) => all.filter(([path]) => path.startsWith(folder))
  const [topics, tags, questions] = [below('topics/'), below('tags/'), below('questions/')]
  const byWeight = questions.toSorted(([, a], [, b]) => a.length - b.length)
  const most = (some: typeof all, sign: RegExp) => {
    const count = (html: string) => html.match(sign)?.length ?? 0
    const [best] = some.toSorted(([, a], [, b]) => count(b) - count(a))
    return best && count(best[1]) > 0 ? best : undefined
  }
  const found: [kind: string, page: [path: string, html: string] | undefined][] = [
    ['home', ['', '']],
    ['topic-short', topics.toSorted(([, a], [, b]) => a.length - b.length).at(0)],
    ['topic-long', topics.toSorted(([, a], [, b]) => a.length - b.length).at(-1)],
    ['tag', most(tags, /<li>/g)],
    ['question-short', byWeight.find(([, html]) => !html.includes('class="unanswered"'))],
    ['question-long', byWeight.at(-1)],
    ['question-with-code', most(questions, /<pre/g)],
    ['question-with-choices', most(questions, /class="choices"/g)],
    ['question-without-answer', most(questions, /class="unanswered"/g)],
    ['question-with-table', most(questions, /<table/g)],
    ['question-right-to-left', most(questions, /<p [^>]*dir="auto">[^<]*[\p{sc=Arab}\p{sc=Hebr}]/gu)],
    ['search', ['search/', '']],
    ['not-found', ['404.html', '']],
  ]
  return new Map(found.flatMap(([kind, page]) => (page ? [[kind, page[0]] as const] : [])))
}
