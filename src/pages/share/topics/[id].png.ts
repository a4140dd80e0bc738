import type { APIRoute, GetStaticPaths } from 'astro'
import { allTopics, siteSettings, type Topic } from '../../../site/index.ts'
import { shareImage } from '../../../site/share-image.ts'

export const getStaticPaths = (async () =>
  (await allTopics()).map((topic) => ({
    params: { id: topic.id },
    props: { topic },
  }))) satisfies GetStaticPaths

/** What a link to a topic, or to one of its questions, is shown with. */
export const GET: APIRoute<{ topic: Topic }> = async ({ props: { topic } }) => {
  const { name, language, accent, formats } = await siteSettings()
  const count = formats.count(topic.questions.length, { one: '# question', other: '# questions' })
  return new Response(
    await shareImage({
      title: topic.data.title,
      below: `${name} · ${count}`,
      language: topic.data.language ?? language,
      accent,
    }),
  )
}
