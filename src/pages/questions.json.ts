import type { APIRoute } from 'astro'
import { address, allTopics, plainText } from '../site/index.ts'

/** All questions for other programs: `[{ id, url, title, topic, tags, text }]`; the text is prompt, choices and answer. */
export const GET: APIRoute = async () => {
  const questions = (await allTopics()).flatMap(({ questions }) => questions)
  return Response.json(
    questions.map((question) => {
      const { title, topic, tags } = question.data
      return {
        id: question.id,
        url: address.question(question.id),
        title,
        topic: topic.id,
        tags,
        text: plainText(question),
      }
    }),
  )
}
