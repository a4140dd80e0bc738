import type { Named } from '../permalinks/index.ts'
import type { Ledger } from '../permalinks/ledger.ts'

/** What was shown a moment ago, by what no ledger has recorded yet. */
export interface Memory {
  ledger: Ledger
  /** The ids that questions have now, each with the one by which it is remembered. */
  ids: ReadonlyMap<string, string>
}

interface Naming {
  named: readonly Named[]
  ledger: Ledger
}

/** What there is to remember of a reading, `again` being the same with what was remembered before for its ledger. */
export function memoryOf(naming: Naming, again: Naming = naming): Memory {
  const ids = new Map<string, string>()
  for (const [topic, { questionIds }] of naming.named.entries()) {
    for (const [position, id] of questionIds.entries()) {
      const remembered = again.named[topic]?.questionIds[position]
      if (id !== undefined && remembered !== undefined) ids.set(id, remembered)
    }
  }
  return { ledger: again.ledger, ids }
}

/** Knows where a question is shown now, by any id that it was shown by while nobody recorded one. */
export function followIds() {
  const rememberedBy = new Map<string, string>()
  let shownBy: ReadonlyMap<string, string> = new Map()
  return {
    see({ ids }: Memory): void {
      shownBy = new Map(Array.from(ids, ([shown, remembered]) => [remembered, shown]))
      for (const [shown, remembered] of ids) rememberedBy.set(shown, remembered)
    },
    /** The id that took the place of another one; `undefined` where that is shown still, or never was. */
    successorOf(id: string): string | undefined {
      const remembered = rememberedBy.get(id)
      const shown = remembered === undefined ? undefined : shownBy.get(remembered)
      return shown === id ? undefined : shown
    },
  }
}
