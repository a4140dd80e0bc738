import { addressesUnder } from './addresses.ts'
import { diskCache } from './cache.ts'
import { readContent } from './content.ts'
import { environment } from './environment.ts'
import { tagId } from './importer/permalinks.ts'

let reading: Promise<Map<string, string>> | undefined

/** A page of the sitemap with the day on which what it shows last changed; without one where nobody knows. */
export async function withDate<Item extends { url: string }>(
  item: Item,
): Promise<Item & { lastmod?: string }> {
  reading ??= readDays()
  const day = (await reading).get(item.url)
  return day === undefined ? item : { ...item, lastmod: day }
}

/** The last day of each page that shows questions, by its whole address. */
async function readDays(): Promise<Map<string, string>> {
  const { base, contentDir, site, isCi, today } = environment
  const address = addressesUnder(base)
  const { questions } = await readContent({
    ...{ paths: [contentDir], drafts: false, addresses: address, cache: diskCache('.cache/viva') },
    promises: { contentDir, today, isFrozen: isCi },
  })
  const days = new Map<string, string>()
  for (const { id, topic, tags, published, updated } of questions) {
    const day = updated ?? published
    if (day === null) continue
    const shownOn = [address.home, address.topic(topic), address.question(id)]
    for (const path of [...shownOn, ...tags.map((tag) => address.tag(tagId(tag)))]) {
      const { href } = new URL(path, site)
      if (day > (days.get(href) ?? '')) days.set(href, day)
    }
  }
  return days
}
