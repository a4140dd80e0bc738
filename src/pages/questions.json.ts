import type { APIRoute } from 'astro'
import { address, allQuestions, plainText } from '../site/index.ts'

/** All questions for other programs: `[{ id, url, title, topic, tags, text }]`; the text is prompt, choices and answer. */
export const GET: APIRoute = async () => {
  return Response.json(
    (await allQuestions()).map((question) => {
      const { title, topic, tags } = question.data
      return {
        id: question.id,
        url: address.question(question.id),
        title,
        topic,
        tags,
        text: plainText(question),
      }
    }),
  )
}
