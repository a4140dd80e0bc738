import { fetcherOf } from '../../elements/first-turn.ts'
import styles from '../../styles/share-menu.css?url'

/**
 * Shows the buttons, and fetches what they do, with the links beside the parts of an answer, when a reader first turns
 * to the page: most are opened to be read. Who comes for a part of it is led there at once.
 */
const share = document.querySelector<HTMLElement>('viva-share')
const turns = ['pointerover', 'focusin', 'keydown', 'hashchange']
const fetchElement = fetcherOf(async () => {
  await styled()
  await import('./element.ts')
  for (const type of turns) removeEventListener(type, fetchElement)
  removeEventListener('click', hold)
})

/** Fetches the styles of what the script shows: without them the links of an answer's parts would push its words aside. */
function styled(): Promise<unknown> {
  const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: styles })
  return new Promise((resolve, reject) => {
    sheet.onload = resolve
    sheet.onerror = () => reject(new Error(`${styles} cannot be had.`))
    document.head.append(sheet)
  })
}

/** Lets a click on what is still on its way count when it has come. */
async function hold(event: MouseEvent): Promise<void> {
  const control = (event.target as Element).closest<HTMLElement>('viva-share button, a.anchor')
  if (!control || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  if (await fetchElement()) control.click()
  else if (control instanceof HTMLAnchorElement) location.hash = control.hash
}

// Only a question is shared.
if (share) {
  share.hidden = false
  share.querySelector<HTMLElement>('[value=share]')!.hidden = !('share' in navigator)
  for (const type of turns) addEventListener(type, fetchElement)
  addEventListener('click', hold)
  if (location.hash) fetchElement()
}
