import type { LiveDataEntry } from 'astro'
import type { LiveLoader } from 'astro/loaders'
import type { Content } from './content/published.ts'
import { snapshot } from './content/snapshot.ts'

/**
 * A collection of what has been read. Its entries are made once for each reading: whoever asks again gets the same
 * ones, and knows by them that nothing has changed.
 */
export function collectionOf<Data extends object>(
  name: string,
  entriesOf: (content: Content) => LiveDataEntry<Data>[],
): LiveLoader<Data, { id: string }> {
  const known = new WeakMap<Content, ReturnType<typeof listed<Data>>>()
  const load = async () => {
    const content = await snapshot()
    const entries = known.get(content) ?? listed(entriesOf(content))
    known.set(content, entries)
    return entries
  }
  return {
    name: `viva-${name}`,
    loadCollection: async () => ({ entries: (await load()).all }),
    loadEntry: async ({ filter }) => (await load()).byId.get(filter.id),
  }
}

function listed<Data extends object>(all: LiveDataEntry<Data>[]) {
  return { all, byId: new Map(all.map((entry) => [entry.id, entry])) }
}
