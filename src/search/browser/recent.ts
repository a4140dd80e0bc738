import { parsed } from './device.ts'

const [searches, off] = ['viva:searches', 'viva:searches-off']
const most = 8

/** The last searches kept on this device, latest first. What is stored there may be anybody's. */
export function recentSearches(storage: Storage | undefined): string[] {
  const stored = parsed(storage?.getItem(searches) ?? null)
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string').slice(0, most) : []
}

/** Whether searches are kept: unless the reader switched that off. */
export function isKeeping(storage: Storage | undefined): boolean {
  return (storage?.getItem(off) ?? null) === null
}

/** Keeps a search, unless that is switched off. */
export function rememberSearch(storage: Storage | undefined, query: string): void {
  if (query === '' || !isKeeping(storage)) return
  const others = recentSearches(storage).filter((one) => one !== query)
  write(storage, searches, JSON.stringify([query, ...others].slice(0, most)))
}

export function forgetSearches(storage: Storage | undefined): void {
  storage?.removeItem(searches)
}

/** Switches keeping on or off; off forgets what was kept. */
export function keepSearches(storage: Storage | undefined, isKept: boolean): void {
  if (isKept) storage?.removeItem(off)
  else {
    forgetSearches(storage)
    write(storage, off, '1')
  }
}

function write(storage: Storage | undefined, key: string, value: string): void {
  try {
    storage?.setItem(key, value)
  } catch (error) {
    // Storage that is full or closed to us keeps nothing, and the search goes on.
    console.warn(error)
  }
}
