import { fetcherOf } from '../../elements/first-turn.ts'
import resultsStyles from '../../styles/search-results.css?url'
import { deviceStorage, foundKey } from './device.ts'

/**
 * Fetches what searches when a reader first turns to the box: most pages are opened to be read. Control+K leads
 * to the box from anywhere, as `/` does among the other single keys.
 */
const box = document.querySelector<HTMLElement>('viva-search')!
const form = box.querySelector('form')!
const input = box.querySelector('input')!
const trouble = box.querySelector<HTMLElement>('.trouble')!
const turns = ['focusin', 'input']

const fetchScript = fetcherOf(
  async () => {
    // Whoever needs it tells the reader.
    prepare().catch(console.warn)
    // What marks words is a part of it: asked for here, the one does not wait for the other.
    await Promise.all([import('./element.ts'), import('./marks.ts')])
    trouble.hidden = true
    trouble.removeEventListener('click', fetchElement)
    for (const type of turns) box.removeEventListener(type, fetchElement)
    form.removeEventListener('submit', hold)
    // What was typed in the meantime.
    if (input.value) input.dispatchEvent(new Event('input', { bubbles: true }))
  },
  () => {
    tell(box.dataset.unreachable!)
    trouble.hidden = false
    trouble.addEventListener('click', fetchElement)
  },
)

function fetchElement(): Promise<boolean> {
  if (input.value) tell(box.dataset.working!)
  return fetchScript()
}

/** What the element will need is on its way while its script is. */
async function prepare(): Promise<void> {
  const folder = box.dataset.pagefind!
  const load = (rel: string, href: string, how = {}) =>
    document.head.append(Object.assign(document.createElement('link'), { rel, href, ...how }))
  load('stylesheet', resultsStyles)
  load('modulepreload', `${folder}pagefind.js`)
  const manifest = fetch(`${folder}viva.json`, { priority: 'high' })
  // The element reads it too.
  Object.assign(box, { manifest })
  const { indexes } = await (await manifest).clone().json()
  for (const { first } of indexes) for (const path of first) load('preload', folder + path, asFetched)
}

const asFetched = { as: 'fetch', crossOrigin: 'anonymous' }

function tell(words: string): void {
  box.querySelector('.panel')!.toggleAttribute('data-open', true)
  box.querySelector('[role=status]')!.textContent = words
}

/** Submits when there is somebody to answer; else the browser goes to the search page. */
async function hold(event: Event): Promise<void> {
  event.preventDefault()
  if (await fetchElement()) form.requestSubmit()
  else form.submit()
}

function pressed(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event
  if (key.toLowerCase() !== 'k' || !(ctrlKey || metaKey) || altKey) return
  event.preventDefault()
  input.focus()
  input.select()
}

box.querySelector('kbd')!.hidden = false
if (box.dataset.face === 'header') {
  // Who comes Back finds what was typed.
  if (typeof history.state?.typed === 'string') input.value ||= history.state.typed
  addEventListener('pagehide', () => {
    if (input.value || history.state?.typed)
      history.replaceState({ ...history.state, typed: input.value }, '')
  })
}
for (const type of turns) box.addEventListener(type, fetchElement)
form.addEventListener('submit', hold)
document.addEventListener('keydown', pressed)
if (box.dataset.face === 'page' || box.contains(document.activeElement)) fetchElement()
// Where a search led to this page, its words are marked; most pages are come to otherwise.
if (deviceStorage()?.getItem(foundKey) || history.state?.found) {
  import('./marks.ts').then(({ markFound }) => markFound(), console.error)
}
