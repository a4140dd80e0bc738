/**
 * Narrows a page's lists of questions to those that hold every word typed (in the title, the level or whatever else an
 * entry shows) and have one of the levels, and one of the tags, that are pressed. A section that has none left goes too.
 */
class FilterElement extends HTMLElement {
  #input = this.querySelector('input')!
  #status = this.querySelector<HTMLElement>('[role=status]')!
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    this.hidden = false
    this.addEventListener('input', this)
    this.addEventListener('click', this)
    // What the browser kept of the box, on the way back to this page.
    if (this.#input.value) this.#narrow()
  }

  handleEvent({ type, target }: Event): void {
    if (type === 'input') {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#narrow(), 100)
      return
    }
    const chip = target instanceof Element ? target.closest<HTMLButtonElement>('.chip') : null
    if (!chip) return
    chip.ariaPressed = String(chip.ariaPressed !== 'true')
    this.#narrow()
  }

  #narrow(): void {
    const words = plain(this.#input.value).split(' ').filter(Boolean)
    const chosen = [...this.querySelectorAll('fieldset')]
      .map(({ name, elements }) => ({
        name,
        values: [...(elements as Iterable<HTMLButtonElement>)]
          .filter(({ ariaPressed }) => ariaPressed === 'true')
          .map(({ value }) => value),
      }))
      .filter(({ values }) => values.length > 0)
    let shown = 0
    for (const list of document.querySelectorAll<HTMLElement>('main .questions')) {
      let left = 0
      for (const entry of list.querySelectorAll<HTMLElement>(':scope > li')) {
        const text = plain(entry.textContent)
        const has = ({ name, values }: (typeof chosen)[number]) => {
          const own = entry.dataset[name]?.split(' ') ?? []
          return values.some((value) => own.includes(value))
        }
        entry.hidden = !(words.every((word) => text.includes(word)) && chosen.every(has))
        if (!entry.hidden) left++
      }
      list.closest('section')!.hidden = left === 0
      shown += left
    }
    this.#status.textContent = this.#told(words.length + chosen.length > 0, shown)
  }

  #told(isNarrowed: boolean, shown: number): string {
    if (!isNarrowed) return this.#status.dataset.all!
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
