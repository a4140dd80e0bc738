import { hashOf } from '../bullets.ts'

/** A bullet or a block of an answer: what is shown as a hint, and ticked as said. */
export interface Part {
  element: HTMLElement
  /** What is hidden and shown with it: headings right above, and footnotes below the last one. */
  company: HTMLElement[]
  anchor: string
  hash: string
  tick: HTMLInputElement | undefined
}

/** The parts of an answer, in order; bullets stand for their list. */
export function partsOf(answer: HTMLElement): Part[] {
  const parts: Part[] = []
  let headings: HTMLElement[] = []
  for (const element of blocksIn(answer)) {
    if (element.matches('.heading, h1, h2, h3, h4, h5, h6, hr')) headings.push(element)
    else if (element.matches('.footnotes')) parts.at(-1)?.company.push(element)
    else if (wordsOf(element) !== '' || element.querySelector('img')) {
      const anchor = element.id || element.querySelector('[id]')?.id || ''
      parts.push({ element, company: headings, anchor, hash: hashOf(wordsOf(element)), tick: undefined })
      headings = []
    }
  }
  return parts
}

/** Hides a part so that the browser's own search, and links to it, still find it. */
export function hide({ element, company }: Part): void {
  for (const one of [...company, element]) one.setAttribute('hidden', 'until-found')
}

export function show({ element, company }: Part): void {
  for (const one of [...company, element]) one.removeAttribute('hidden')
}

export function isHidden({ element }: Part): boolean {
  return element.hasAttribute('hidden')
}

function blocksIn(answer: HTMLElement): HTMLElement[] {
  return [...answer.children].flatMap((child) => {
    if (!(child instanceof HTMLElement) || child.matches('.right, .anchor')) return []
    if (child.matches('ul, ol')) return [...child.children] as HTMLElement[]
    return child.matches('div:not([class])') ? blocksIn(child) : [child]
  })
}

/** The words of a part as its author wrote them, without what other scripts have set into it. */
function wordsOf(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement
  for (const tool of copy.querySelectorAll('.anchor, button, [role=status], .study-tick')) tool.remove()
  return copy.textContent.replace(/\s+/g, ' ').trim()
}
