import { type Found, find } from './pagefind.ts'
import { segmentsOf, statusOf, termOf } from './query.ts'

/**
 * The search box. In the header its results stand in a panel, and Enter opens the first; on the search page they
 * are the page, and its address follows the text.
 */
class SearchElement extends HTMLElement {
  #input = this.querySelector('input')!
  #panel = this.querySelector<HTMLElement>('.panel')!
  #status = this.querySelector('[role=status]')!
  #list = this.querySelector('[data-search-results]')!
  #all = this.querySelector<HTMLAnchorElement>('.all-results')!
  #template = this.querySelector('template')!
  #isPage = this.dataset.face === 'page'
  /** The address that Back returns to: typing changes the present entry of the history, Enter makes a new one. */
  #kept = location.pathname + location.search
  /** The term that the list answers, or will when its search is done. */
  #term = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #underWay: Promise<void> = Promise.resolve()

  connectedCallback(): void {
    for (const type of ['input', 'submit', 'keydown', 'focusin', 'focusout'])
      this.addEventListener(type, this)
    if (!this.#isPage) return
    window.addEventListener('popstate', this)
    this.#restore()
  }

  disconnectedCallback(): void {
    window.removeEventListener('popstate', this)
  }

  handleEvent(event: Event): void {
    if (event.type === 'input') this.#typed()
    else if (event.type === 'submit') this.#submitted(event)
    else if (event.type === 'popstate') this.#restore()
    else if (event.type === 'focusin') this.#focused(event)
    else if (event.type === 'focusout') this.#left(event as FocusEvent)
    else this.#moved(event as KeyboardEvent)
  }

  #typed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#search(), 100)
    if (this.#isPage) history.replaceState(null, '', this.#address())
  }

  #submitted(event: Event): void {
    event.preventDefault()
    clearTimeout(this.#timer)
    this.#search()
    if (this.#isPage) {
      const address = this.#address()
      if (address === this.#kept) return
      history.replaceState(null, '', this.#kept)
      history.pushState(null, '', address)
      this.#kept = address
      return
    }
    const term = this.#term
    this.#underWay.then(() => {
      if (term !== this.#term) return
      const [first] = this.#links()
      location.assign(first?.href ?? this.#address())
    })
  }

  #restore(): void {
    this.#input.value = new URLSearchParams(location.search).get('q') ?? ''
    this.#kept = location.pathname + location.search
    this.#search()
  }

  #focused({ target }: Event): void {
    if (target === this.#input && !this.#isPage) this.#search()
  }

  #left({ relatedTarget }: FocusEvent): void {
    if (!this.#isPage && !(relatedTarget instanceof Node && this.contains(relatedTarget))) this.#clear()
  }

  #moved(event: KeyboardEvent): void {
    const links = this.#links()
    const place = links.indexOf(event.target as HTMLAnchorElement)
    if (event.key === 'Escape') {
      if (event.target !== this.#input) this.#input.focus()
      else if (this.#isPage || !this.#panel.hasAttribute('data-open')) return
      if (!this.#isPage) this.#clear()
    } else if (event.key === 'ArrowDown') {
      links[place + 1]?.focus()
    } else if (event.key === 'ArrowUp' && place >= 0) {
      if (place === 0) this.#input.focus()
      else links[place - 1]!.focus()
    } else return
    event.preventDefault()
  }

  #search(): void {
    const term = termOf(this.#input.value)
    if (term === '') this.#clear()
    else if (term !== this.#term) {
      this.#term = term
      this.#status.textContent = 'Searching …'
      this.#panel.toggleAttribute('data-open', true)
      this.#underWay = this.#answer(term)
    }
  }

  async #answer(term: string): Promise<void> {
    const most = this.#isPage ? 30 : 8
    try {
      const places = { folder: this.dataset.pagefind!, base: this.dataset.base! }
      const { count, found } = await find(term, most, places)
      if (term !== this.#term) return
      this.#list.replaceChildren(...found.map((one) => this.#result(one)))
      this.#status.textContent = statusOf(count)
      this.#all.hidden = this.#isPage || count <= most
      this.#all.href = this.#address()
    } catch (error) {
      if (term !== this.#term) return
      this.#list.replaceChildren()
      this.#all.hidden = true
      this.#status.textContent = 'Search cannot be reached just now. Try again, or browse the topics.'
      // The reader has been told; the reason is for whoever looks into it.
      console.error(error)
      this.#term = ''
    }
  }

  #result({ url, title, topic, excerpt }: Found): DocumentFragment {
    const result = this.#template.content.cloneNode(true) as DocumentFragment
    result.querySelector('a')!.href = url
    result.querySelector('.result-topic')!.textContent = topic
    result.querySelector('.result-title')!.textContent = title
    const pieces = segmentsOf(excerpt).map(({ text, marked }) => {
      if (!marked) return text
      const mark = document.createElement('mark')
      mark.textContent = text
      return mark
    })
    result.querySelector('.result-excerpt')!.append(...pieces)
    return result
  }

  #clear(): void {
    clearTimeout(this.#timer)
    this.#term = ''
    this.#status.textContent = ''
    this.#list.replaceChildren()
    this.#all.hidden = true
    this.#panel.removeAttribute('data-open')
  }

  #links(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll('a')]
  }

  /** The search page that answers what is typed. */
  #address(): string {
    const query = this.#input.value
    const search = this.dataset.search!
    return query === '' ? search : `${search}?${new URLSearchParams({ q: query })}`
  }
}

customElements.define('viva-search', SearchElement)
