/** A page that holds what was searched for. */
export interface Found {
  url: string
  title: string
  topic: string
  /** Escaped HTML with `<mark>`. */
  excerpt: string
}

/** What Pagefind's script gives, as far as it is used here. */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>
  search(term: string): Promise<{ results: { data(): Promise<Data> }[] }>
}

interface Data {
  url: string
  meta: Record<string, string>
  excerpt: string
}

let loading: Promise<Pagefind> | undefined

/** Finds the pages that hold a term: how many there are, and the first of them. The index is loaded on first use. */
export async function find(
  term: string,
  most: number,
  { folder, base }: { folder: string; base: string },
): Promise<{ count: number; found: Found[] }> {
  loading ??= load(folder, base)
  let pagefind: Pagefind
  try {
    pagefind = await loading
  } catch (error) {
    // The next search tries again.
    loading = undefined
    throw error
  }
  const { results } = await pagefind.search(term)
  const pages = await Promise.all(results.slice(0, most).map((result) => result.data()))
  const found = pages.map(({ url, meta, excerpt }) => ({
    ...{ url, title: meta.title ?? '', topic: meta.topic ?? '', excerpt },
  }))
  return { count: results.length, found }
}

async function load(folder: string, base: string): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${folder}pagefind.js`)
  await pagefind.options({ baseUrl: base, excerptLength: 24 })
  return pagefind
}
