import { fetcherOf } from '../../elements/first-turn.ts'

/**
 * Fetches what practises when a reader turns to it: with the switch in the header, by coming to choices, in a session,
 * or because there may be something to tell to somebody who has practised before. All others read.
 */
const root = document.documentElement
const toggle = document.querySelector<HTMLElement>('.study-switch')
// Where it cannot be had there is something to read until the next turn to it.
const fetchElement = fetcherOf(
  async () => (await import('./element.ts')).ready,
  () => delete root.dataset.recall,
)

/** Lets the first click count when somebody has come to answer it. */
async function hold(event: Event): Promise<void> {
  const control = (event.target as Element).closest<HTMLElement>('.study-switch, .choices > li')
  if (!control || (event.target as Element).closest('a')) return
  removeEventListener('click', hold, true)
  event.stopPropagation()
  await fetchElement()
  control.click()
}

if (toggle) {
  toggle.ariaPressed = String(root.dataset.recall !== undefined)
  toggle.hidden = false
}
if (document.querySelector('viva-study')) {
  addEventListener('click', hold, true)
  if (root.dataset.recall || root.dataset.studied) fetchElement()
  else if (document.querySelector('.choose')) {
    for (const turn of ['pointerover', 'keydown']) addEventListener(turn, fetchElement, { once: true })
  }
}
