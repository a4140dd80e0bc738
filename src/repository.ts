import { posix } from 'node:path'

/** Where the content is kept. */
export interface Repository {
  url: string
  branch: string
  /** The content folder's path from the working directory, and its path in the repository. */
  content: string
  folder: string
}

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
