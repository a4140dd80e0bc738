import type { Answer } from '../find.ts'
import { matcherOf } from '../matches.ts'
import type { Term } from '../query.ts'
import { deviceStorage, foundKey, parsed } from './device.ts'

/** What is to be marked on the page that a result leads to. */
interface Found {
  path: string
  terms: Term[]
  language: string
}

/** Notes what was found on the page that a link leads to, in this tab or in a new one. */
export function rememberFound(link: HTMLAnchorElement, { terms, language }: Answer): void {
  const words = terms.filter(({ words }) => words.length > 0)
  const found: Found = { path: link.pathname, terms: words, language }
  try {
    deviceStorage()?.setItem(foundKey, JSON.stringify(found))
  } catch (error) {
    // Storage that is full or closed to us: the page is shown without marks.
    console.warn(error)
  }
}

/** Marks the words that led to this page, by ranges that leave its text as it is. */
export function markFound(): void {
  if (!('highlights' in CSS)) return
  const stored = parsed(deviceStorage()?.getItem(foundKey) ?? null)
  const isArrival = isFound(stored) && stored.path === location.pathname
  // A later visit is another one; going back to this one is not.
  if (isArrival) deviceStorage()?.removeItem(foundKey)
  const found = isArrival ? stored : (history.state?.found as unknown)
  if (!isFound(found)) return
  if (isArrival) history.replaceState({ ...history.state, found }, '')

  const match = matcherOf(found.terms, found.language)
  const ranges: Range[] = []
  for (const article of document.querySelectorAll('main article')) {
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const { start, end } of match(node.nodeValue ?? '')) {
        const range = new Range()
        range.setStart(node, start)
        range.setEnd(node, end)
        ranges.push(range)
      }
    }
  }
  CSS.highlights.set('viva-found', new Highlight(...ranges))
}

function isFound(value: unknown): value is Found {
  if (typeof value !== 'object' || value === null) return false
  const { path, terms, language } = value as Partial<Record<keyof Found, unknown>>
  return (
    typeof path === 'string' && typeof language === 'string' && Array.isArray(terms) && terms.every(isTerm)
  )
}

function isTerm(value: unknown): value is Term {
  if (typeof value !== 'object' || value === null) return false
  const { text, how, words } = value as Partial<Record<keyof Term, unknown>>
  const isWord = (word: unknown) => typeof (word as { text?: unknown } | null)?.text === 'string'
  return typeof text === 'string' && typeof how === 'string' && Array.isArray(words) && words.every(isWord)
}
