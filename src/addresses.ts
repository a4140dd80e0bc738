import type { Addresses as LinkAddresses } from './importer/links.ts'

/** Every address of the site under a base path (`/` or `/prep/`). Nothing else spells one. */
export function addressesUnder(base: string) {
  const at = (path: string, anchor?: string) =>
    base +
    path.split('/').map(encodeURIComponent).join('/') +
    (anchor ? `#${encodeURIComponent(anchor)}` : '')
  return {
    home: at(''),
    topic: (id: string, anchor?: string, page = 1) =>
      at(page === 1 ? `topics/${id}/` : `topics/${id}/${page}/`, anchor),
    tag: (id: string) => at(`tags/${id}/`),
    question: (id: string, anchor?: string) => at(`questions/${id}/`, anchor),
    search: at('search/'),
    pagefind: at('pagefind/'),
    icon: at('icon.svg'),
    choices: at('choices.js'),
    sitemap: at('sitemap-index.xml'),
    locate(path: string) {
      const [, kind, id] = path.match(/^\/(topics|questions)\/([^/]+)\/?$/) ?? []
      if (id !== undefined) return kind === 'topics' ? { topic: id } : { question: id }
      return /^\/(search\/?)?$/.test(path)
        ? { address: at(path.slice(1).replace(/\/?$/, path === '/' ? '' : '/')) }
        : undefined
    },
  } satisfies LinkAddresses & Record<string, unknown>
}

export type Addresses = ReturnType<typeof addressesUnder>
