import { searchWords } from '../../words.ts'
import type { Answer, Filters } from '../find.ts'
import { termOf } from '../query.ts'
import { deviceStorage } from './device.ts'
import { Entries, type Remembered } from './entries.ts'
import { rememberFound } from './marks.ts'
import { Panel } from './panel.ts'
import { forgetSearches, isKeeping, keepSearches, recentSearches, rememberSearch } from './recent.ts'
import { ask, onSilence, startAgain } from './session.ts'

/** How long to wait, in milliseconds: until typing has paused, until that is told, and until it is too long that nothing has arrived. */
const pause = { search: 80, status: 400, patience: 8000 }
const shownAtFirst = { header: 8, page: 10 }

const storage = deviceStorage()

/**
 * The search box. In the header its results stand in a panel, and Enter opens the first; on the search page they
 * are the page, and its address follows the text.
 */
class SearchElement extends HTMLElement {
  /** What its first script has asked for already. */
  declare manifest: Promise<Response> | undefined
  #input = this.querySelector('input')!
  #selects = [...this.querySelectorAll('select')]
  #face: 'header' | 'page' = this.dataset.face === 'page' ? 'page' : 'header'
  #panel = new Panel(this, this.#face, (query) => this.#address(query))
  #entries = new Entries()
  /** What the list answers, or will when its search is done. */
  #asked = ''
  #answer: Answer | undefined
  #underWay: Promise<void> = Promise.resolve()
  #typedAt = 0
  #timers: Partial<Record<'search' | 'status', ReturnType<typeof setTimeout>>> = {}

  connectedCallback(): void {
    for (const part of this.querySelectorAll<HTMLElement>('[data-scripted]')) part.hidden = false
    for (const type of ['input', 'change', 'submit', 'keydown', 'focusin', 'focusout', 'click', 'auxclick'])
      this.addEventListener(type, this)
    window.addEventListener('online', this)
    if (this.#face === 'header') {
      // The reader has turned to the box already: that is what this script was fetched for.
      if (this.#input === document.activeElement) this.#turnedTo()
      return
    }
    window.addEventListener('popstate', this)
    window.addEventListener('pagehide', this)
    // The list is not there yet when the browser would scroll.
    history.scrollRestoration = 'manual'
    const typed = this.#input.value
    this.#restore(history.state)
    // Who was sooner than this script means what is in the box, whatever the address says.
    if (typed) this.#input.value = typed
  }

  disconnectedCallback(): void {
    for (const type of ['online', 'popstate', 'pagehide']) window.removeEventListener(type, this)
  }

  handleEvent(event: Event): void {
    if (event.type === 'input' && event.target === this.#input) this.#typed()
    else if (event.type === 'change' && this.#selects.includes(event.target as HTMLSelectElement))
      this.#chosen()
    else if (event.type === 'submit') this.#submitted(event)
    else if (event.type === 'online') this.#reached()
    else if (event.type === 'popstate') this.#restore((event as PopStateEvent).state)
    else if (event.type === 'pagehide') this.#entries.remember(this.#state())
    else if (event.type === 'focusin') this.#focused(event)
    else if (event.type === 'focusout') this.#left(event as FocusEvent)
    else if (event.type === 'click' || event.type === 'auxclick') this.#clicked(event)
    else if (event.type === 'keydown') this.#moved(event as KeyboardEvent)
  }

  #typed(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#typedAt = performance.now()
    this.#panel.wait(termOf(this.#input.value) === '' ? '' : searchWords.working)
    this.#timers.search = setTimeout(() => this.#search(), pause.search)
    if (this.#face === 'page') this.#entries.change(this.#address())
  }

  #chosen(): void {
    this.#entries.add(this.#address(), this.#state())
    this.#search()
  }

  #submitted(event: Event): void {
    event.preventDefault()
    clearTimeout(this.#timers.search)
    rememberSearch(storage, termOf(this.#input.value))
    this.#search()
    if (this.#face === 'page') {
      this.#entries.add(this.#address(), this.#state())
      return
    }
    const asked = this.#asked
    this.#underWay.then(() => {
      if (asked !== this.#asked) return
      const [first] = this.#panel.links()
      if (first && this.#answer) rememberFound(first, this.#answer)
      location.assign(first?.href ?? this.#address())
    })
  }

  /** The network is back: what could not be searched is searched now. */
  #reached(): void {
    if (this.#panel.hasFailed) this.#searchAgain()
  }

  #restore(state: unknown): void {
    const { asked, before } = this.#entries.come(state)
    this.#input.value = asked.get('q') ?? ''
    for (const select of this.#selects) {
      const value = asked.get(select.name) ?? ''
      select.value = [...select.options].some((option) => option.value === value) ? value : ''
    }
    this.#search(before?.shown)
    if (!before) return
    this.#underWay.then(() => {
      scrollTo({ top: before.scroll, behavior: 'instant' })
      const target = before.focused < 0 ? undefined : this.#panel.links()[before.focused]
      target?.focus({ preventScroll: true })
    })
  }

  #state(): Remembered {
    const links = this.#panel.links()
    const focused = links.indexOf(document.activeElement as HTMLAnchorElement)
    return { shown: links.length, scroll: scrollY, focused }
  }

  #focused({ target }: Event): void {
    if (target === this.#input) this.#turnedTo()
  }

  #turnedTo(): void {
    if (this.#face === 'header') this.#search()
    this.#offerRecent()
  }

  #left({ relatedTarget }: FocusEvent): void {
    if (this.#face === 'header' && !(relatedTarget instanceof Node && this.contains(relatedTarget)))
      this.#clear()
  }

  #clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest('a, button') : null
    if (target instanceof HTMLAnchorElement && this.#panel.links().includes(target)) {
      rememberSearch(storage, termOf(this.#input.value))
      if (this.#answer) rememberFound(target, this.#answer)
      if (this.#face === 'page') {
        target.focus()
        this.#entries.remember(this.#state())
      }
    } else if (target?.matches('.more-results')) this.#showMore()
    else if (target?.matches('.retry')) {
      this.#searchAgain()
      this.#input.focus()
    } else if (target?.matches('.keep')) {
      keepSearches(storage, !isKeeping(storage))
      this.#offerRecent()
    } else if (target?.matches('.forget')) {
      forgetSearches(storage)
      this.#offerRecent()
      this.#input.focus()
    }
  }

  #moved(event: KeyboardEvent): void {
    const { key, target, isComposing, ctrlKey, metaKey, altKey, shiftKey } = event
    if (isComposing || ctrlKey || metaKey || altKey || shiftKey) return
    if (target !== this.#input && !(target instanceof HTMLAnchorElement)) return
    const links = this.#panel.stops()
    const place = links.indexOf(target as HTMLAnchorElement)
    if (key === 'Escape') {
      if (target !== this.#input) this.#input.focus()
      else if (this.#face === 'page' || !this.#panel.isOpen) return
      if (this.#face === 'header') this.#clear()
    } else if (key === 'ArrowDown' && links.length > 0) {
      links[place + 1]?.focus()
    } else if (key === 'ArrowUp' && place >= 0) {
      if (place === 0) this.#input.focus()
      else links[place - 1]!.focus()
    } else return
    event.preventDefault()
  }

  #search(shown: number = shownAtFirst[this.#face]): void {
    const term = termOf(this.#input.value)
    const asked = JSON.stringify([term, this.#filters()])
    if (term === '' && Object.values(this.#filters()).every((value) => value === '')) this.#clear()
    else if (asked !== this.#asked) {
      this.#asked = asked
      this.#panel.open(searchWords.working)
      this.#underWay = this.#find(asked, term, shown)
    } else if (this.#answer) this.#tell(asked)
  }

  #searchAgain(): void {
    startAgain()
    this.#asked = ''
    this.#search()
  }

  async #find(asked: string, term: string, shown: number): Promise<void> {
    const isCurrent = () => asked === this.#asked
    // What comes later is shown all the same.
    const stop = onSilence(pause.patience, () => {
      if (isCurrent()) this.#fail()
    })
    try {
      const place = { folder: this.dataset.pagefind!, manifest: this.manifest }
      const { answer, results } = await ask(place, term, this.#filters(), shown)
      if (!isCurrent()) return
      this.#answer = answer
      this.#panel.show(answer, results, term)
      this.#tell(asked)
      if (this.#face === 'page') await this.#count(asked, answer)
    } catch (error) {
      startAgain()
      // The reader is told; the reason is for whoever looks into it.
      console.error(error)
      if (!isCurrent()) return
      this.#fail()
      this.#asked = ''
    } finally {
      stop()
    }
  }

  /** One announcement when typing has paused. */
  #tell(asked: string): void {
    clearTimeout(this.#timers.status)
    const wait = Math.max(0, this.#typedAt + pause.status - performance.now())
    this.#timers.status = setTimeout(() => {
      if (asked === this.#asked && this.#answer) this.#panel.say(searchWords.found(this.#answer.count))
    }, wait)
  }

  #fail(): void {
    this.#answer = undefined
    this.#panel.fail()
  }

  #clear(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#asked = ''
    this.#answer = undefined
    this.#panel.clear()
  }

  async #showMore(): Promise<void> {
    const [answer, from] = [this.#answer!, this.#panel.links().length]
    const results = await answer.results(0, from + shownAtFirst.page)
    if (answer !== this.#answer) return
    this.#panel.show(answer, results, termOf(this.#input.value))
    this.#panel.links()[from]?.focus()
  }

  /** Tells beside each choice of the filters how many questions it would leave. */
  async #count(asked: string, answer: Answer): Promise<void> {
    for (const select of this.#selects) {
      for (const option of select.options) {
        const name = option.dataset.name ?? option.text
        option.dataset.name = name
        const count = await answer.countOf(select.name as keyof Filters, option.value)
        if (asked !== this.#asked) return
        option.text = searchWords.option(name, count)
        option.disabled = count === 0 && option.value !== '' && !option.selected
      }
    }
  }

  #offerRecent(): void {
    const searches = isKeeping(storage) ? recentSearches(storage) : []
    const isOffered = this.#input.value === '' && (searches.length > 0 || !isKeeping(storage))
    if (isOffered) this.#panel.offer(searches, isKeeping(storage))
    else this.#panel.offerNothing(this.#asked !== '')
  }

  #filters(): Filters {
    const value = (name: string) => this.#selects.find((select) => select.name === name)?.value ?? ''
    return { topic: value('topic'), tag: value('tag'), level: value('level') }
  }

  /** The search page that answers a query. */
  #address(query = this.#input.value): string {
    const asked = Object.entries({ q: query.toWellFormed(), ...this.#filters() })
    const search = new URLSearchParams(asked.filter(([, value]) => value !== ''))
    return this.dataset.search! + (search.size > 0 ? `?${search}` : '')
  }
}

customElements.define('viva-search', SearchElement)
