/** What a reader may choose for good. Each is an attribute of the root element: `data-theme="dark"`. */
export type Choice = 'theme' | 'wrap' | 'keys'

/** Makes a choice, and remembers it where the browser lets it; the empty value is the default. */
export function choose(name: Choice, value: string): void {
  show(name, value)
  try {
    if (value) localStorage.setItem(keyOf(name), value)
    else localStorage.removeItem(keyOf(name))
  } catch (error) {
    // It holds for this page.
    console.info(error)
  }
}

export function chosen(name: Choice): string {
  return document.documentElement.dataset[name] ?? ''
}

/** Whether a storage event tells that another tab made this choice; the page then follows it. */
export function follow(name: Choice, { key, newValue }: StorageEvent): boolean {
  if (key !== keyOf(name)) return false
  show(name, newValue ?? '')
  return true
}

// public/choices.js reads the same keys before the first paint.
function keyOf(name: Choice): string {
  return `viva:${name}`
}

function show(name: Choice, value: string): void {
  if (value) document.documentElement.dataset[name] = value
  else delete document.documentElement.dataset[name]
}
