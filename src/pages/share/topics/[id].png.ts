import type { APIRoute, GetStaticPaths } from 'astro'
import { allTopics, siteSettings, type Topic } from '../../../site/index.ts'
import { shareImage } from '../../../site/share-image.ts'

export const getStaticPaths = (async () => {
  const topics = await allTopics()
  if (import.meta.env.PROD) drawAll(topics)
  return topics.map((topic) => ({ params: { id: topic.id }, props: { topic } }))
}) satisfies GetStaticPaths

/** What a link to a topic, or to one of its questions, is shown with. */
export const GET: APIRoute<{ topic: Topic }> = async ({ props: { topic } }) =>
  new Response(await imageOf(topic))

/** Begins to draw: other threads do, several at once, and a build asks for one after the other. */
function drawAll(topics: readonly Topic[]): void {
  const waiting = topics.values()
  const draw = async () => {
    for (const topic of waiting) await imageOf(topic)
  }
  // What fails, fails again where it is asked for.
  Promise.all(Array.from({ length: 4 }, draw)).catch(() => {})
}

const images = new WeakMap<Topic, ReturnType<typeof shareImage>>()

function imageOf(topic: Topic): ReturnType<typeof shareImage> {
  const image = images.get(topic) ?? drawn(topic)
  images.set(topic, image)
  return image
}

async function drawn(topic: Topic): ReturnType<typeof shareImage> {
  const { name, language, accent, formats } = await siteSettings()
  const count = formats.count(topic.questions.length, { one: '# question', other: '# questions' })
  return shareImage({
    title: topic.data.title,
    below: `${name} · ${count}`,
    language: topic.data.language ?? language,
    accent,
  })
}
