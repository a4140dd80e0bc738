/**
 * The box that narrows a page's lists of questions to those that hold every word typed: in the title, the level or
 * whatever else an entry shows. A section that has none left goes too.
 */
class FilterElement extends HTMLElement {
  #input = this.querySelector('input')!
  #status = this.querySelector('[role=status]')!
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    this.hidden = false
    this.addEventListener('input', this)
    // What the browser kept of the box, on the way back to this page.
    if (this.#input.value) this.#narrow()
  }

  handleEvent(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#narrow(), 100)
  }

  #narrow(): void {
    const words = plain(this.#input.value).split(' ').filter(Boolean)
    let shown = 0
    for (const list of document.querySelectorAll<HTMLElement>('main .questions')) {
      let left = 0
      for (const entry of list.querySelectorAll<HTMLElement>(':scope > li')) {
        const text = plain(entry.textContent)
        entry.hidden = !words.every((word) => text.includes(word))
        if (!entry.hidden) left++
      }
      list.closest('section')!.hidden = left === 0
      shown += left
    }
    this.#status.textContent = this.#told(words.length > 0, shown)
  }

  #told(isNarrowed: boolean, shown: number): string {
    if (!isNarrowed) return ''
    return shown === 0 ? this.dataset.nothing! : this.dataset.status!.replace('{shown}', String(shown))
  }
}

/** A text as it is compared: without case and accents, with single spaces. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

customElements.define('viva-filter', FilterElement)
