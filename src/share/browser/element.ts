import { shareWords as words } from '../../words.ts'
import { arrive, linkBlocks, placeOf, showLink, walk } from './anchors.ts'

const types = ['click', 'keydown', 'focusin']

/**
 * Copies and shares the page's public address, with the place that is shown. It also gives the parts of an answer
 * their links, and says what became of a part that a link names.
 */
class ShareElement extends HTMLElement {
  #menu = this.querySelector('details')!
  #status = this.querySelector('output')!
  #label = this.querySelector('label')!
  #field = this.querySelector('textarea')!
  #page = document.querySelector<HTMLLinkElement>('link[rel=canonical]')!.href
  /** Where the reader was led instead of a place that is gone. */
  #led: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #hasHinted = false

  connectedCallback(): void {
    linkBlocks(words.linkTo)
    for (const type of types) document.addEventListener(type, this)
    // The touch that had this fetched.
    if (matchMedia('(hover: none)').matches) showLink([...document.querySelectorAll(':hover')].at(-1))
    window.addEventListener('hashchange', this)
    this.#arrive()
  }

  disconnectedCallback(): void {
    for (const type of types) document.removeEventListener(type, this)
    window.removeEventListener('hashchange', this)
  }

  handleEvent(event: Event): void {
    if (event.type === 'hashchange') this.#arrive()
    else if (!(event.target instanceof Element)) return
    else if (event.type === 'click') this.#clicked(event as MouseEvent)
    else if (event.type === 'focusin') this.#focused(event.target)
    else this.#pressed(event as KeyboardEvent, event.target)
  }

  #arrive(): void {
    const led = arrive()
    if (led !== undefined) {
      this.#say(words[led])
      this.#led = location.hash
    } else if (this.#led !== undefined && this.#led !== location.hash) this.#say('')
  }

  #clicked(event: MouseEvent): void {
    const target = event.target as Element
    const link = target.closest<HTMLAnchorElement>('a.anchor')
    // With one of these keys, the browser is asked for something else, such as a new tab.
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault()
      location.hash = link.hash
      // The browser has taken the focus from the link: whoever came by keyboard goes on from it.
      link.focus({ preventScroll: true })
      this.#copy(this.#page + link.hash, words.copied)
      return
    }
    const button = target.closest('button')
    if (!this.contains(target)) this.#menu.open = false
    if (!button || !this.contains(button)) {
      // A finger hovers over nothing: what it taps shows its link.
      if (event instanceof PointerEvent && event.pointerType === 'touch') showLink(target)
      return
    }
    this.#menu.open = false
    const url = this.#address()
    const title = document.querySelector('h1')!.innerText
    if (button.value === 'copy') this.#copy(url, words.copied)
    else if (button.value === 'cite') this.#copy(`${title}\n${url}`, words.cited)
    else this.#share(title, url)
  }

  #pressed(event: KeyboardEvent, target: Element): void {
    if (event.key === 'Escape' && this.#menu.open && this.contains(target)) {
      this.#menu.open = false
      this.#menu.querySelector('summary')!.focus()
    } else if (!(target.matches('.anchor') && walk(target as HTMLElement, event.key))) return
    event.preventDefault()
  }

  /** Those who come by keyboard learn once how to go on. */
  #focused(target: Element): void {
    if (this.#hasHinted || !target.matches('.anchor-of-block:focus-visible')) return
    this.#hasHinted = true
    this.#say(words.keys)
  }

  /** The page's public address, and the place in it that is shown. */
  #address(): string {
    const place = placeOf(location.hash)
    return place && !place.matches('main') ? this.#page + location.hash : this.#page
  }

  async #copy(text: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      this.#label.hidden = true
      this.#say(said)
      this.#timer = setTimeout(() => this.#say(''), 6000)
    } catch (error) {
      // Refused, or not there on a page without https.
      console.warn(error)
      this.#label.hidden = false
      this.#field.value = text
      this.#field.focus()
      this.#field.select()
      this.#say(words.refused)
    }
  }

  async #share(title: string, url: string): Promise<void> {
    try {
      await navigator.share({ title, url })
    } catch (error) {
      // Closed by the reader, who wants nothing else.
      if (error instanceof DOMException && error.name === 'AbortError') return
      console.warn(error)
      await this.#copy(url, words.notShared)
    }
  }

  #say(text: string): void {
    clearTimeout(this.#timer)
    this.#led = undefined
    this.#status.textContent = text
  }
}

customElements.define('viva-share', ShareElement)
