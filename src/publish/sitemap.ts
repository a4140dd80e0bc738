import type { Addresses } from '../addresses.ts'
import type { Content } from '../content/published.ts'
import { tagId } from '../permalinks/ids.ts'

/** The day on which what a page shows last changed, by the page's whole address; what nobody knows is left out. */
export function daysOf({ questions }: Content, address: Addresses, site: string): Map<string, string> {
  const days = new Map<string, string>()
  for (const { id, topic, tags, published, updated } of questions) {
    const day = updated ?? published
    if (day === null) continue
    const shownOn = [address.home, address.all(), address.topic(topic), address.question(id)]
    for (const path of [...shownOn, ...tags.map((tag) => address.tag(tagId(tag)))]) {
      const { href } = new URL(path, site)
      if (day > (days.get(href) ?? '')) days.set(href, day)
    }
  }
  return days
}
