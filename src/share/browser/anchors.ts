import { nearest } from '../nearest.ts'

/** What an answer is made of, as far as it has an id; headings have their links in the HTML. */
const blocks = '.prose :is(p, li, pre, table, blockquote, details, dl, figure, div)[id]'
const places = 'main :is(.prose, .heading) [id]'
const within = /^(P|LI)$/

/**
 * Sets a link beside each block and bullet of an answer. One of them is a stop for Tab, and the arrows lead on from
 * it: thirty bullets are not thirty stops on the way to the next question. In `label`, `{words}` stands for the first
 * words of a block.
 */
export function linkBlocks(label: string): void {
  for (const block of document.querySelectorAll<HTMLElement>(blocks)) {
    if (block.closest('.footnotes')) continue
    const link = document.createElement('a')
    link.className = 'anchor anchor-of-block'
    link.href = `#${encodeURIComponent(block.id)}`
    link.tabIndex = -1
    const said = block.textContent.trim() || block.querySelector('img')?.alt || ''
    const words = said.split(/\s+/, 6).join(' ')
    link.ariaLabel = label.replace('{words}', () => words)
    if (within.test(block.tagName)) setInside(block, link)
    // Outside a box that scrolls.
    else (block.closest('.code, .scroll') ?? block).after(link)
  }
  const first = document.querySelector<HTMLElement>('.anchor-of-block')
  if (first) first.tabIndex = 0
}

/** At the end of a paragraph, or of a bullet's own line. */
function setInside(block: HTMLElement, link: HTMLElement): void {
  const first = block.firstElementChild
  if (block.tagName === 'LI' && first?.tagName === 'P') first.append(link)
  else
    block.insertBefore(
      link,
      block.querySelector(':scope > :is(p, ul, ol, pre, table, blockquote, details, dl, div)'),
    )
}

/** Shows the link of the block that `tapped` lies in, and of no other; none where it is something to press itself. */
export function showLink(tapped: Element | undefined): void {
  for (const link of document.querySelectorAll('[data-tapped]')) link.removeAttribute('data-tapped')
  if (!tapped || tapped.closest('a, button, summary, input, label')) return
  const block = tapped.closest(blocks)
  const link = block && document.querySelector(`.anchor-of-block[href="#${encodeURIComponent(block.id)}"]`)
  link?.setAttribute('data-tapped', '')
}

/** Moves the focus from link to link; answers whether the key asks for that. */
export function walk(from: HTMLElement, key: string): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.anchor')].filter((link) =>
    link.checkVisibility(),
  )
  const place = links.indexOf(from)
  const targets: Record<string, HTMLElement | undefined> = {
    ArrowDown: links[place + 1],
    ArrowUp: links[place - 1],
    Home: links[0],
    End: links.at(-1),
  }
  if (place < 0 || !(key in targets)) return false
  const to = targets[key]
  if (to?.classList.contains('anchor-of-block')) {
    for (const link of document.querySelectorAll<HTMLElement>('.anchor-of-block')) link.tabIndex = -1
    to.tabIndex = 0
  }
  to?.focus()
  return true
}

/** The place of the answer that the address names; `undefined` where it names none. */
export function placeOf(hash: string): HTMLElement | undefined {
  const id = decode(hash.slice(1))
  return document.getElementById(id) ?? undefined
}

/**
 * Moves the focus to the place that the address names. Where that is gone, the address changes to the nearest place
 * left, and the answer is what became of it.
 */
export function arrive(): 'gone' | 'nearest' | undefined {
  const id = decode(location.hash.slice(1))
  if (id === '' || id === 'top') return undefined
  const place = placeOf(location.hash)
  if (place) {
    reveal(place)
    return undefined
  }
  const ids = [...document.querySelectorAll(places)].map(({ id }) => id)
  const near = nearest(id, ids)
  const to = near ?? ids[0]
  if (to !== undefined) location.replace(`#${encodeURIComponent(to)}`)
  return near === undefined ? 'gone' : 'nearest'
}

function reveal(place: HTMLElement): void {
  let closed = place.parentElement?.closest<HTMLDetailsElement>('details:not([open])')
  const isHidden = Boolean(closed)
  for (; closed; closed = closed.parentElement?.closest('details:not([open])')) closed.open = true
  if (isHidden) place.scrollIntoView()
  // Whoever has just followed the place's own link is there, and goes on from that link.
  const link = document.activeElement
  if (link instanceof HTMLAnchorElement && link.matches('.anchor') && placeOf(link.hash) === place) return
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place.focus({ preventScroll: true })
}

function decode(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    // A bare per cent sign: the address is not encoded.
    return hash
  }
}
