import GithubSlugger from 'github-slugger'

/** Makes anchors from a file's headings as GitHub does: repeats are numbered in order. */
export function githubSlugs(): (words: string) => string {
  const slugger = new GithubSlugger()
  return (words) => slugger.slug(words)
}
