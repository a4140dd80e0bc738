import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-inline-style': 'error',
    'no-style-tag': 'error',
    // How Astro spells HTML, which means the same.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    // Ids of ours have a colon, so that they never meet an author's.
    'valid-id': ['error', { relaxed: true }],
    // A title is as long as its question.
    'long-title': 'off',
    // Lists without bullets keep their role in Safari only if it is written down.
    'no-redundant-role': 'off',
  },
})

/** What is wrong with the HTML of pages, each with its path: what is not valid, and what a strict policy keeps out. */
export async function faultsOf(pages: ReadonlyMap<string, string>): Promise<string[]> {
  const faults: string[] = []
  for (const [path, html] of pages) {
    const { results } = await validator.validateString(html)
    for (const { ruleId, message, line, column } of results.flatMap(({ messages }) => messages)) {
      faults.push(`${path || 'index'}:${line}:${column} ${ruleId} ${message}`)
    }
    // What is data is not run.
    const inline = /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))[^>]*>/g
    // What a page says of itself may speak of scripts.
    const written = html.replaceAll(/ (?:content|aria-label)="[^"]*"/g, '')
    for (const [script] of written.matchAll(inline)) faults.push(`${path}: ${script}`)
    for (const [handler] of written.matchAll(/<[^>]*\son[a-z]+=[^>]*>/g)) faults.push(`${path}: ${handler}`)
  }
  return faults
}
