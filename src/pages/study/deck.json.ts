import { allFormer, allTags, allTopics, levelsOf, siteSettings, tagsOf } from '../../site/index.ts'
import type { Deck } from '../../study/browser/practice.ts'

/** What practice needs to know of the site's questions; those without an answer are left out. */
export async function GET(): Promise<Response> {
  const topics = await allTopics()
  const deck: Deck = {
    site: (await siteSettings()).site,
    topics: topics.map(({ id, data }) => ({ id, title: data.title })),
    tags: (await allTags()).map(({ id, name }) => ({ id, name })),
    levels: levelsOf(topics),
    questions: topics.flatMap(({ id, questions }) =>
      questions
        .filter(({ data }) => data.answered)
        .map((question) => ({
          ...{ permalink: question.id, title: question.data.title, topic: id },
          ...{ tags: tagsOf(question).map(({ id }) => id), level: question.data.level },
          ...(question.data.updated ? { updated: question.data.updated } : {}),
        })),
    ),
    former: (await allFormer())
      .filter(({ kind }) => kind === 'question')
      .map(({ id, title, to }) => ({ permalink: id, title, to })),
  }
  return new Response(JSON.stringify(deck), { headers: { 'Content-Type': 'application/json' } })
}
