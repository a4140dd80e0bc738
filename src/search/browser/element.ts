import { searchWords } from '../../words.ts'
import type { Answer, Filters } from '../find.ts'
import { quoted, termOf } from '../query.ts'
import type { Result } from '../ranking.ts'
import { deviceStorage } from './device.ts'
import { rememberFound } from './marks.ts'
import { forgetSearches, isKeeping, keepSearches, recentSearches, rememberSearch } from './recent.ts'
import { resultFrom } from './result.ts'
import { ask, heardAt, startAgain } from './session.ts'

/** What an entry of the browser's history remembers of the search page. */
interface Remembered {
  shown: number
  scroll: number
  /** The place of the link that had the focus; -1 for the box. */
  focused: number
}

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
  #panel = this.querySelector<HTMLElement>('.panel')!
  #status = this.querySelector('[role=status]')!
  #notice = this.querySelector<HTMLElement>('.notice')!
  #list = this.querySelector('[data-search-results]')!
  #all = this.querySelector<HTMLAnchorElement>('.all-results')!
  #more = this.querySelector<HTMLButtonElement>('.more-results')!
  #trouble = this.querySelector<HTMLElement>('.trouble')!
  #recent = this.querySelector<HTMLElement>('.recent')!
  #template = this.querySelector('template')!
  #selects = [...this.querySelectorAll('select')]
  #face: 'header' | 'page' = this.dataset.face === 'page' ? 'page' : 'header'
  /** The address that Back returns to: typing changes the present entry of the history, Enter makes a new one. */
  #kept = location.pathname + location.search
  /** What the list answers, or will when its search is done. */
  #asked = ''
  #answer: Answer | undefined
  #shown = 0
  #timers: Record<'search' | 'status' | 'patience', ReturnType<typeof setTimeout> | undefined> = {
    ...{ search: undefined, status: undefined, patience: undefined },
  }
  #typedAt = 0
  #underWay: Promise<void> = Promise.resolve()

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
    window.removeEventListener('online', this)
    window.removeEventListener('popstate', this)
    window.removeEventListener('pagehide', this)
  }

  handleEvent(event: Event): void {
    if (event.type === 'input' && event.target === this.#input) this.#typed()
    else if (event.type === 'change' && this.#selects.includes(event.target as HTMLSelectElement))
      this.#chosen()
    else if (event.type === 'submit') this.#submitted(event)
    else if (event.type === 'online') this.#reached()
    else if (event.type === 'popstate') this.#restore((event as PopStateEvent).state)
    else if (event.type === 'pagehide') this.#remember()
    else if (event.type === 'focusin') this.#focused(event)
    else if (event.type === 'focusout') this.#left(event as FocusEvent)
    else if (event.type === 'click' || event.type === 'auxclick') this.#clicked(event)
    else if (event.type !== 'keydown') return
    else this.#moved(event as KeyboardEvent)
  }

  #typed(): void {
    clearTimeout(this.#timers.search)
    clearTimeout(this.#timers.status)
    this.#typedAt = performance.now()
    // Told once, however many letters are typed.
    this.#say(termOf(this.#input.value) === '' ? '' : searchWords.working)
    this.#list.setAttribute('aria-busy', 'true')
    this.#timers.search = setTimeout(() => this.#search(), pause.search)
    if (this.#face === 'page') history.replaceState(null, '', this.#address())
  }

  #chosen(): void {
    this.#push()
    this.#search()
  }

  /** The network is back: what could not be searched is searched now. */
  #reached(): void {
    if (this.#trouble.hidden) return
    startAgain()
    this.#asked = ''
    this.#search()
  }

  #submitted(event: Event): void {
    event.preventDefault()
    clearTimeout(this.#timers.search)
    rememberSearch(storage, termOf(this.#input.value))
    this.#search()
    if (this.#face === 'page') {
      this.#push()
      return
    }
    const asked = this.#asked
    this.#underWay.then(() => {
      if (asked !== this.#asked) return
      const [first] = this.#links()
      if (first && this.#answer) rememberFound(first, this.#answer)
      location.assign(first?.href ?? this.#address())
    })
  }

  /** Keeps the address that was there before typing, and goes on to a new one. */
  #push(): void {
    const address = this.#address()
    if (address === this.#kept) return
    history.replaceState(this.#state(), '', this.#kept)
    history.pushState(null, '', address)
    this.#kept = address
  }

  #restore(state: unknown): void {
    const asked = new URLSearchParams(location.search)
    this.#input.value = asked.get('q') ?? ''
    for (const select of this.#selects) {
      const value = asked.get(select.name) ?? ''
      select.value = [...select.options].some((option) => option.value === value) ? value : ''
    }
    this.#kept = location.pathname + location.search
    const before = isRemembered(state) ? state : undefined
    this.#search(before?.shown)
    if (!before) return
    this.#underWay.then(() => {
      scrollTo({ top: before.scroll, behavior: 'instant' })
      const target = before.focused < 0 ? undefined : this.#links()[before.focused]
      target?.focus({ preventScroll: true })
    })
  }

  #remember(): void {
    history.replaceState(this.#state(), '')
  }

  #state(): Remembered {
    const focused = this.#links().indexOf(document.activeElement as HTMLAnchorElement)
    return { shown: this.#shown, scroll: scrollY, focused }
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
    if (target instanceof HTMLAnchorElement && this.#list.contains(target)) {
      rememberSearch(storage, termOf(this.#input.value))
      if (this.#answer) rememberFound(target, this.#answer)
      if (this.#face === 'page') {
        target.focus()
        this.#remember()
      }
    } else if (target === this.#more) this.#showMore()
    else if (target?.matches('.retry')) {
      startAgain()
      this.#asked = ''
      this.#search()
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
    const links = [...this.#panel.querySelectorAll<HTMLAnchorElement>('ol a, .recent a')].filter((link) =>
      link.checkVisibility(),
    )
    const place = links.indexOf(target as HTMLAnchorElement)
    if (key === 'Escape') {
      if (target !== this.#input) this.#input.focus()
      else if (this.#face === 'page' || !this.#panel.hasAttribute('data-open')) return
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
      this.#recent.hidden = true
      this.#panel.toggleAttribute('data-open', true)
      this.#list.setAttribute('aria-busy', 'true')
      this.#underWay = this.#find(asked, term, shown)
    } else if (this.#answer) this.#tell(asked)
  }

  async #find(asked: string, term: string, shown: number): Promise<void> {
    this.#wait(asked, performance.now())
    this.#say(searchWords.working)
    try {
      const { answer, results } = await ask(
        { folder: this.dataset.pagefind!, manifest: this.manifest },
        term,
        this.#filters(),
        shown,
      )
      if (asked !== this.#asked) return
      this.#answer = answer
      this.#show(results, term)
      this.#tell(asked)
      if (this.#face === 'page') await this.#count(asked, answer)
    } catch (error) {
      startAgain()
      // The reader is told; the reason is for whoever looks into it.
      console.error(error)
      if (asked !== this.#asked) return
      this.#fail()
      this.#asked = ''
    } finally {
      if (asked === this.#asked) clearTimeout(this.#timers.patience)
    }
  }

  /** Says that search cannot be reached when nothing has arrived for long; what comes later is shown all the same. */
  #wait(asked: string, since: number): void {
    clearTimeout(this.#timers.patience)
    const silent = performance.now() - Math.max(since, heardAt())
    this.#timers.patience = setTimeout(
      () => {
        if (asked !== this.#asked) return
        if (performance.now() - Math.max(since, heardAt()) >= pause.patience) this.#fail()
        else this.#wait(asked, since)
      },
      Math.max(100, pause.patience - silent),
    )
  }

  #show(results: readonly Result[], term: string): void {
    const { count, inexact } = this.#answer!
    this.#shown = results.length
    this.#list.replaceChildren(...results.map((one) => resultFrom(this.#template, one)))
    this.#list.removeAttribute('aria-busy')
    this.#list.toggleAttribute('data-search-approximate', inexact !== undefined)
    this.#trouble.hidden = true
    this.#all.hidden = this.#face === 'page' || count <= results.length
    this.#all.href = this.#address()
    this.#more.hidden = this.#face === 'header' || count <= results.length
    this.#showNotice(term)
  }

  /** Says what differs from what was asked, and what else there is where nothing was found. */
  #showNotice(term: string): void {
    const { count, inexact, nearest, without } = this.#answer!
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
    if (count === 0 && this.#face === 'page') pieces.push(searchWords.others)
    this.#notice.replaceChildren(...pieces)
    this.#notice.hidden = pieces.length === 0
  }

  #link(text: string, query: string): HTMLAnchorElement {
    const link = document.createElement('a')
    link.href = this.#address(query)
    link.textContent = text
    return link
  }

  #say(words: string): void {
    if (this.#status.textContent !== words) this.#status.textContent = words
  }

  /** One announcement when typing has paused. */
  #tell(asked: string): void {
    clearTimeout(this.#timers.status)
    const wait = Math.max(0, this.#typedAt + pause.status - performance.now())
    this.#timers.status = setTimeout(() => {
      if (asked === this.#asked && this.#answer)
        this.#status.textContent = searchWords.found(this.#answer.count)
    }, wait)
  }

  #fail(): void {
    this.#answer = undefined
    this.#list.replaceChildren()
    this.#list.removeAttribute('aria-busy')
    this.#list.removeAttribute('data-search-approximate')
    for (const part of [this.#notice, this.#all, this.#more]) part.hidden = true
    this.#status.textContent = searchWords.unreachable
    this.#trouble.hidden = false
  }

  async #showMore(): Promise<void> {
    const [answer, from] = [this.#answer!, this.#shown]
    const results = await answer.results(0, from + shownAtFirst.page)
    if (answer !== this.#answer) return
    this.#show(results, termOf(this.#input.value))
    this.#links()[from]?.focus()
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
    this.#recent.hidden = !isOffered
    if (this.#face === 'header') this.#panel.toggleAttribute('data-open', isOffered || this.#asked !== '')
    this.#recent.querySelector('ul')!.replaceChildren(
      ...searches.map((query) => {
        const item = document.createElement('li')
        item.append(this.#link(query, query))
        return item
      }),
    )
    this.#recent.querySelector('.keep')!.textContent = isKeeping(storage)
      ? searchWords.doNotKeep
      : searchWords.keep
    this.#recent.querySelector<HTMLElement>('.forget')!.hidden = searches.length === 0
  }

  #clear(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#asked = ''
    this.#answer = undefined
    this.#shown = 0
    this.#status.textContent = ''
    this.#list.replaceChildren()
    this.#list.removeAttribute('aria-busy')
    this.#list.removeAttribute('data-search-approximate')
    for (const part of [this.#notice, this.#all, this.#more, this.#trouble, this.#recent]) part.hidden = true
    this.#panel.removeAttribute('data-open')
  }

  #links(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll('a')]
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

function isRemembered(state: unknown): state is Remembered {
  return (
    typeof state === 'object' &&
    state !== null &&
    ['shown', 'scroll', 'focused'].every((key) => Number.isFinite((state as Record<string, unknown>)[key]))
  )
}

customElements.define('viva-search', SearchElement)
