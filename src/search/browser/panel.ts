import { searchWords } from '../../words.ts'
import type { Answer } from '../find.ts'
import { quoted } from '../query.ts'
import type { Result } from '../ranking.ts'
import { resultFrom } from './result.ts'

/** What stands below a search box, in the header a panel: results, what is to be said of them, and searches made before. */
export class Panel {
  #panel: HTMLElement
  #status: Element
  #list: Element
  #all: HTMLAnchorElement
  #parts: Record<'trouble' | 'notice' | 'all' | 'more' | 'recent', HTMLElement>
  #template: HTMLTemplateElement
  #face: 'header' | 'page'
  /** The address that answers a query; of the box as it stands where none is given. */
  #addressOf: (query?: string) => string

  constructor(box: HTMLElement, face: 'header' | 'page', addressOf: (query?: string) => string) {
    const part = <Part extends HTMLElement>(selector: string) => box.querySelector<Part>(selector)!
    this.#panel = part('.panel')
    this.#status = part('[role=status]')
    this.#list = part('[data-search-results]')
    this.#all = part('.all-results')
    this.#parts = {
      ...{ trouble: part('.trouble'), notice: part('.notice'), recent: part('.recent') },
      ...{ all: this.#all, more: part('.more-results') },
    }
    this.#template = part('template')
    this.#face = face
    this.#addressOf = addressOf
  }

  get isOpen(): boolean {
    return this.#panel.hasAttribute('data-open')
  }

  get hasFailed(): boolean {
    return !this.#parts.trouble.hidden
  }

  /** The results shown. */
  links(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll('a')]
  }

  /** All that the arrow keys lead to. */
  stops(): HTMLAnchorElement[] {
    const links = this.#panel.querySelectorAll<HTMLAnchorElement>('ol a, .recent a')
    return [...links].filter((link) => link.checkVisibility())
  }

  /** Told once, however often it is said. */
  say(words: string): void {
    if (this.#status.textContent !== words) this.#status.textContent = words
  }

  /** What is shown is no longer what is asked for. */
  wait(words: string): void {
    this.say(words)
    this.#list.setAttribute('aria-busy', 'true')
  }

  /** Waits, and is open. */
  open(words: string): void {
    this.#parts.recent.hidden = true
    this.#panel.toggleAttribute('data-open', true)
    this.wait(words)
  }

  /** Shows the first results of an answer, and the way to the others. */
  show(answer: Answer, results: readonly Result[], term: string): void {
    const { count, inexact } = answer
    this.#replace(results.map((one) => resultFrom(this.#template, one)))
    this.#list.toggleAttribute('data-search-approximate', inexact !== undefined)
    this.#parts.trouble.hidden = true
    this.#all.href = this.#addressOf()
    const more = this.#face === 'header' ? this.#all : this.#parts.more
    more.hidden = count <= results.length
    const said = this.#noticeOf(answer, term)
    if (count === 0 && this.#face === 'page') said.push(searchWords.others)
    this.#parts.notice.replaceChildren(...said)
    this.#parts.notice.hidden = said.length === 0
  }

  fail(): void {
    this.#empty()
    this.say(searchWords.unreachable)
    this.#parts.trouble.hidden = false
  }

  clear(): void {
    this.#empty()
    this.say('')
    this.#parts.recent.hidden = true
    this.#panel.removeAttribute('data-open')
  }

  /** Offers the searches made before, and whether such are kept. */
  offer(searches: readonly string[], isKeeping: boolean): void {
    const { recent } = this.#parts
    recent.querySelector('ul')!.replaceChildren(
      ...searches.map((query) => {
        const item = document.createElement('li')
        item.append(this.#link(query, query))
        return item
      }),
    )
    recent.querySelector('.keep')!.textContent = isKeeping ? searchWords.doNotKeep : searchWords.keep
    recent.querySelector<HTMLElement>('.forget')!.hidden = searches.length === 0
    recent.hidden = false
    this.#panel.toggleAttribute('data-open', true)
  }

  /** Has nothing to offer, and is open only where something was asked. */
  offerNothing(isAsked: boolean): void {
    this.#parts.recent.hidden = true
    this.#panel.toggleAttribute('data-open', isAsked)
  }

  /** Says what differs from what was asked, and what else there is where nothing was found. */
  #noticeOf({ count, inexact, nearest, without }: Answer, term: string): (string | Node)[] {
    const pieces: (string | Node)[] = []
    if (inexact) {
      const { instead, missing, lacking } = inexact
      const nothingFor = [...instead.map(({ typed }) => typed), ...missing].join(', ')
      if (instead.length > 0) {
        const words = document.createElement('strong')
        words.textContent = instead.map(({ instead }) => instead).join(', ')
        pieces.push(searchWords.corrected(''), words, `; ${searchWords.missing(nothingFor)}. `)
        pieces.push(this.#link(searchWords.asTyped, quoted(term)), ' ')
      } else if (missing.length > 0) pieces.push(`${searchWords.missingOnly(nothingFor)}. `)
      if (lacking.length > 0) pieces.push(searchWords.partial(lacking.join(', ')))
    } else if (count === 0 && nearest.length > 0) {
      const words = nearest.flatMap((word, at) => [at > 0 ? ', ' : ' ', this.#link(word, word)])
      pieces.push(searchWords.nearest, ...words, '? ')
    }
    if (without.length > 0) pieces.push(`${searchWords.without(without.join(', '))} `)
    return pieces
  }

  #link(text: string, query: string): HTMLAnchorElement {
    const link = document.createElement('a')
    link.href = this.#addressOf(query)
    link.textContent = text
    return link
  }

  #empty(): void {
    this.#replace([])
    this.#list.removeAttribute('data-search-approximate')
    const { notice, all, more, trouble } = this.#parts
    for (const part of [notice, all, more, trouble]) part.hidden = true
  }

  #replace(results: readonly Node[]): void {
    this.#list.replaceChildren(...results)
    this.#list.removeAttribute('aria-busy')
  }
}
