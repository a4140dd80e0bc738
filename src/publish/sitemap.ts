import type { Addresses } from '../addresses.ts'
import type { Content } from '../content/published.ts'
import { withEntities } from '../entities.ts'
import { tagId } from '../permalinks/ids.ts'

/** The day on which what a page shows last changed, by the page's whole address; what nobody knows is left out. */
export function daysOf({ questions }: Content, address: Addresses, site: string): Map<string, string> {
  const days = new Map<string, string>()
  for (const { id, topic, tags, published, updated } of questions) {
    const day = updated ?? published
    if (day === null) continue
    const shownOn = [address.home, address.all(), address.topic(topic), address.question(id)]
    for (const path of [...shownOn, ...tags.map((tag) => address.tag(tagId(tag)))]) {
      const whole = site + path
      if (day > (days.get(whole) ?? '')) days.set(whole, day)
    }
  }
  return days
}

/**
 * The files of a site map by their names: every page with its day, in order, and an index. `home` is the whole address
 * of the home page.
 */
export function sitemapOf(
  pages: readonly string[],
  days: ReadonlyMap<string, string>,
  home: string,
): Map<string, string> {
  const files = new Map<string, string>()
  const parts: string[] = []
  const inOrder = pages.toSorted(new Intl.Collator('en', { numeric: true }).compare)
  for (let from = 0; from < inOrder.length; from += mostInFile) {
    const listed = inOrder.slice(from, from + mostInFile)
    const name = `sitemap-${parts.length}.xml`
    const latest = listed.map((page) => days.get(page) ?? '').reduce((a, b) => (a > b ? a : b))
    files.set(
      name,
      document(
        'urlset',
        listed.map((page) => entry('url', page, days.get(page))),
      ),
    )
    parts.push(entry('sitemap', home + name, latest))
  }
  return files.set('sitemap-index.xml', document('sitemapindex', parts))
}

/** The protocol allows 50,000. */
const mostInFile = 45_000

function entry(name: string, address: string, day: string | undefined): string {
  const location = `<loc>${withEntities(address)}</loc>`
  return `<${name}>${location}${day ? `<lastmod>${day}</lastmod>` : ''}</${name}>`
}

function document(name: string, entries: readonly string[]): string {
  const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
  return `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="${namespace}">${entries.join('')}</${name}>`
}
