import { close, createIndex } from 'pagefind'
import type { Searchable } from '../../src/search/build/pagefind.ts'

/** Pagefind's own index of the same questions, without anything of this project's. */
export async function indexBare(questions: readonly Searchable[]): Promise<Map<string, Uint8Array>> {
  const { index } = await createIndex()
  for (const { url, language, title, html, aliases, tags } of questions) {
    const words = [...aliases, ...tags.map(({ name }) => name)].join(' · ').replaceAll('"', '&quot;')
    const heading = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const content =
      `<html lang="${language}"><body data-pagefind-body data-pagefind-meta="aliases[data-aliases]" ` +
      `data-aliases="${words}"><h1>${heading}</h1>${html}</body></html>`
    const { errors } = await index!.addHTMLFile({ url, content })
    if (errors.length > 0) throw new Error(errors.join('; '))
  }
  const { files } = await index!.getFiles()
  await close()
  return new Map(files.map(({ path, content }) => [path, content]))
}
