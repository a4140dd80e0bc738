import {
  allFormer,
  allTags,
  allTopics,
  levelsOf,
  type Question,
  siteSettings,
  tagsOf,
} from '../../site/index.ts'
import type { Deck } from '../../study/browser/practice.ts'

/** The day of the last change, where there was one: on the day it was published, only its revision tells. */
function changeOf({ published, updated, revision }: Question['data']): { updated?: string } {
  const day = updated ?? (revision > 1 ? published : null)
  return day === null ? {} : { updated: day }
}

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
          ...changeOf(question.data),
        })),
    ),
    former: (await allFormer())
      .filter(({ kind }) => kind === 'question')
      .map(({ id, title, to }) => ({ permalink: id, title, to })),
  }
  return new Response(JSON.stringify(deck), { headers: { 'Content-Type': 'application/json' } })
}
