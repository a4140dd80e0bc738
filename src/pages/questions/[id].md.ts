import type { APIRoute, GetStaticPaths } from 'astro'
import { copyOf } from '../../importer/questions/copy.ts'
import { allQuestions, type Question } from '../../site/index.ts'

export const getStaticPaths = (async () =>
  (await allQuestions()).map((question) => ({
    params: { id: question.id },
    props: { question },
  }))) satisfies GetStaticPaths

/** A question as its author wrote it. */
export const GET: APIRoute<{ question: Question }> = ({ props: { question } }) =>
  new Response(copyOf(question.data))
