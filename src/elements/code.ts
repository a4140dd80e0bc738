import { choose, chosen } from './choices.ts'

/**
 * Gives every block of code of the page its tools: copy, and, where lines are too long, wrap. What is chosen for one
 * block holds for all, and for good.
 */
class CodeElement extends HTMLElement {
  #status = this.querySelector('[role=status]')!
  #template = this.querySelector('template')!
  #blocks = [...document.querySelectorAll<HTMLElement>('.code')]
  #resized = new ResizeObserver(() => this.#show())
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    this.hidden = false
    for (const block of this.#blocks) {
      block.append(this.#template.content.cloneNode(true))
      block.addEventListener('click', this)
      this.#resized.observe(block)
    }
  }

  disconnectedCallback(): void {
    this.#resized.disconnect()
  }

  handleEvent({ target, currentTarget }: Event): void {
    const button = target instanceof Element ? target.closest('button') : null
    if (!button) return
    if (button.dataset.copy !== undefined) this.#copy(currentTarget as HTMLElement, button)
    else {
      choose('wrap', chosen('wrap') ? '' : 'on')
      this.#show()
    }
  }

  /** Offers to wrap where lines are cut off, or wrapped; only what scrolls is a stop of the Tab key. */
  #show(): void {
    const isWrapped = chosen('wrap') === 'on'
    for (const block of this.#blocks) {
      const pre = block.querySelector('pre')!
      const wrap = block.querySelector<HTMLButtonElement>('[data-wrap]')!
      const isLong = pre.scrollWidth > pre.clientWidth + 1
      if (isLong) pre.tabIndex = 0
      else if (document.activeElement !== pre) pre.removeAttribute('tabindex')
      wrap.ariaPressed = String(isWrapped)
      // The button that was just pressed must not vanish below the finger.
      wrap.hidden = !(isLong || isWrapped || wrap === document.activeElement)
    }
  }

  async #copy(block: HTMLElement, button: HTMLElement): Promise<void> {
    const code = block.querySelector('pre')!.textContent.replace(/\n$/, '')
    let said = this.dataset.copied!
    try {
      await navigator.clipboard.writeText(code)
      button.dataset.copy = 'done'
    } catch (error) {
      console.info(error)
      said = this.dataset.refused!
    }
    this.#status.textContent = said
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      // Empty again, so that the next copy is told too.
      this.#status.textContent = ''
      for (const one of document.querySelectorAll<HTMLElement>('[data-copy=done]')) one.dataset.copy = ''
    }, 2000)
  }
}

customElements.define('viva-code', CodeElement)
