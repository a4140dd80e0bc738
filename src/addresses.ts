import { posix } from 'node:path'
import type { Repository } from './content/settings.ts'
import type { Addresses as LinkAddresses } from './links/index.ts'

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

/**
 * Addresses at the host of a repository. GitLab and Forgejo are known by their hosts' names; any other host is
 * taken to spell as GitHub does.
 */
export function addressesAt({ url, branch, content, folder }: Repository) {
  const host = new URL(url).host
  const kind = /gitlab/.test(host) ? 'gitlab' : /codeberg|forgejo|gitea/.test(host) ? 'forgejo' : 'github'
  const folders = { github: 'blob', gitlab: '-/blob', forgejo: 'src/branch' }
  return {
    /** The path in the repository of a file of the content folder, named from the working directory. */
    pathOf: (file: string) => posix.join(folder, posix.relative(content, file)),
    /** A file of the content folder. */
    file(file: string) {
      const path = [branch, this.pathOf(file)]
        .flatMap((part) => part.split('/'))
        .map(encodeURIComponent)
        .join('/')
      return `${url}/${folders[kind]}/${path}`
    },
    /** The lines of a content file. */
    source(file: string, line: number, endLine: number) {
      // As text: a page that shows Markdown rendered has no lines to lead to.
      const lines = {
        github: `?plain=1#L${line}-L${endLine}`,
        gitlab: `?plain=1#L${line}-${endLine}`,
        forgejo: `?display=source#L${line}-L${endLine}`,
      }
      return this.file(file) + lines[kind]
    },
    /** A report to write, its title and first lines filled in. */
    report(title: string, body: string) {
      const [path, names] =
        kind === 'gitlab'
          ? ['-/issues', ['issue[title]', 'issue[description]']]
          : ['issues', ['title', 'body']]
      return `${url}/${path}/new?${new URLSearchParams([
        [names[0]!, title],
        [names[1]!, body],
      ])}`
    },
  }
}
