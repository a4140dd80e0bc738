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
    image: (name: string) => at(`images/${name}`),
    /** The question's Markdown. */
    markdown: (id: string) => at(`questions/${id}.md`),
    search: at('search/'),
    /** Every question's title; as many as one page holds. */
    all: (page = 1) => at(page === 1 ? 'all/' : `all/${page}/`),
    pagefind: at('pagefind/'),
    study: at('study/'),
    progress: at('progress/'),
    random: at('random/'),
    /** A deck for Anki: of a topic, or of all. */
    anki: (topic?: string) => at(topic === undefined ? 'anki.apkg' : `anki/${topic}.apkg`),
    /** What practice needs to know of all questions, and how an exported file is written. */
    deck: at('study/deck.json'),
    schema: at('study/progress.schema.json'),
    choices: at('choices.js'),
    icon: at('icon.svg'),
    /** The icon as pixels; where a system cuts its own outline, `maskable` loses nothing. */
    iconOf: (size: 180 | 192 | 512 | 'maskable') => at(`icon-${size}.png`),
    sitemap: at('sitemap-index.xml'),
    feed: at('feed.xml'),
    llms: at('llms.txt'),
    openSearch: at('opensearch.xml'),
    manifest: at('manifest.webmanifest'),
    /** The image that a link to a page is shown with: a topic's, or the site's. */
    shareImage: (topic?: string) => at(topic === undefined ? 'share/site.png' : `share/topics/${topic}.png`),
    /** The page that a path without base names (`/questions/what-is-a-closure/`), whether it exists or not. */
    locate(path: string): { topic: string } | { question: string } | { address: string } | undefined {
      const [, kind, id] = path.match(/^\/(topics|questions)\/([^/]+)\/?$/) ?? []
      if (id !== undefined) return kind === 'topics' ? { topic: id } : { question: id }
      return /^\/(search\/?)?$/.test(path)
        ? { address: at(path.slice(1).replace(/\/?$/, path === '/' ? '' : '/')) }
        : undefined
    },
  }
}

export type Addresses = ReturnType<typeof addressesUnder>
