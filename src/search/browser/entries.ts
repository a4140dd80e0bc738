/** What an entry of the browser's history remembers of the search page. */
export interface Remembered {
  shown: number
  scroll: number
  /** The place of the link that had the focus; -1 for the box. */
  focused: number
}

/** The search page in the browser's history: typing changes the present entry, Enter and a filter make a new one. */
export class Entries {
  /** The address that Back returns to. */
  #kept = here()

  /** Has the present entry stand for what is typed. */
  change(address: string): void {
    history.replaceState(null, '', address)
  }

  /** Keeps the entry that was there before typing, and goes on to a new one. */
  add(address: string, state: Remembered): void {
    if (address === this.#kept) return
    history.replaceState(state, '', this.#kept)
    history.pushState(null, '', address)
    this.#kept = address
  }

  remember(state: Remembered): void {
    history.replaceState(state, '')
  }

  /** What the reader has come to: what is asked in its address, and what was remembered of it. */
  come(state: unknown): { asked: URLSearchParams; before: Remembered | undefined } {
    this.#kept = here()
    return { asked: new URLSearchParams(location.search), before: isRemembered(state) ? state : undefined }
  }
}

function here(): string {
  return location.pathname + location.search
}

function isRemembered(state: unknown): state is Remembered {
  return (
    typeof state === 'object' &&
    state !== null &&
    ['shown', 'scroll', 'focused'].every((key) => Number.isFinite((state as Record<string, unknown>)[key]))
  )
}
