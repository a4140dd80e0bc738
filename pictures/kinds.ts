/** Each kind of page there is, and which page of a site shows it best: its path below the base. */
export function kindsOf(pages: ReadonlyMap<string, string>): Map<string, string> {
  const all = [...pages]
  const below = (folder: string) => all.filter(([path]) => path.startsWith(folder))
  const [topics, tags, questions] = [below('topics/'), below('tags/'), below('questions/')]
  const byWeight = questions.toSorted(([, a], [, b]) => a.length - b.length)
  const most = (some: typeof all, sign: string) => {
    const holding = some.filter(([, html]) => html.includes(sign))
    return holding.toSorted(([, a], [, b]) => b.split(sign).length - a.split(sign).length).at(0)
  }
  const found: [kind: string, page: [path: string, html: string] | undefined][] = [
    ['home', ['', '']],
    ['topic-short', topics.toSorted(([, a], [, b]) => a.length - b.length).at(0)],
    ['topic-long', topics.toSorted(([, a], [, b]) => a.length - b.length).at(-1)],
    ['tag', most(tags, '<li>')],
    ['question-short', byWeight.find(([, html]) => !html.includes('class="notice"'))],
    ['question-long', byWeight.at(-1)],
    ['question-with-code', most(questions, '<pre')],
    ['question-with-choices', most(questions, 'class="choices"')],
    ['question-without-answer', most(questions, 'class="notice"')],
    ['question-with-table', most(questions, '<table')],
    ['question-right-to-left', most(questions, '<p dir="auto"')],
    ['search', ['search/', '']],
    ['not-found', ['404.html', '']],
  ]
  return new Map(found.flatMap(([kind, page]) => (page ? [[kind, page[0]] as const] : [])))
}
