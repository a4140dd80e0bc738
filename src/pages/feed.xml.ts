import rss from '@astrojs/rss'
import type { APIRoute } from 'astro'
import { address, allTopics, describe, siteDescription, siteSettings, tagsOf } from '../site/index.ts'

/** So many are enough for a reader who looks in once a month. */
const most = 50

/** What is new, as RSS: the questions that were published last. Those whose day nobody knows are no news. */
export const GET: APIRoute = async ({ site }) => {
  const { name, language } = await siteSettings()
  const newest = (await allTopics())
    .flatMap((topic) => topic.questions.map((question) => ({ topic, question })))
    .filter(({ question }) => question.data.published !== null)
    .toSorted((a, b) => compareDays(b.question.data.published!, a.question.data.published!))
    .slice(0, most)
  const whole = (path: string) => new URL(path, site).href
  return rss({
    title: name,
    description: await siteDescription(),
    site: whole(address.home),
    items: newest.map(({ topic, question }) => ({
      title: question.data.title,
      link: whole(address.question(question.id)),
      description: describe(question, topic),
      pubDate: new Date(question.data.published!),
      categories: tagsOf(question).map(({ name }) => name),
    })),
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData:
      `<language>${language}</language>` +
      `<atom:link href="${whole(address.feed)}" rel="self" type="application/rss+xml"/>`,
  })
}

function compareDays(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
