import type { APIRoute } from 'astro'
import { asMarkdown } from '../importer/source/markdown.ts'
import { address, browsableTopics, siteDescription, siteSettings } from '../site/index.ts'

/** All questions for language models: topic by topic, each with the address of its Markdown. */
export const GET: APIRoute = async ({ site }) => {
  const { name } = await siteSettings()
  const topics = (await browsableTopics()).asking.map(({ data, questions }) =>
    [
      `## ${asMarkdown(data.title)}\n`,
      ...(data.description ? [`${asMarkdown(data.description)}\n`] : []),
      ...questions.map(
        ({ id, data }) => `- [${asMarkdown(data.title)}](${new URL(address.markdown(id), site).href})`,
      ),
    ].join('\n'),
  )
  return new Response(
    `${[`# ${asMarkdown(name)}`, `> ${asMarkdown(await siteDescription())}`, ...topics].join('\n\n')}\n`,
  )
}
