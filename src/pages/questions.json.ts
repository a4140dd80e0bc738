import type { APIRoute } from 'astro'
import { address, allTopics } from '../site.ts'

/** All questions for other programs: `[{ id, url, title, topic, tags, text }]`. */
export const GET: APIRoute = async () => {
  const questions = (await allTopics()).flatMap(({ questions }) => questions)
  return Response.json(
    questions.map(({ id, data: { title, topic, tags, text } }) => ({
      ...{ id, url: address.question(id), title, topic: topic.id, tags, text },
    })),
  )
}
