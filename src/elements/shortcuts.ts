import { choose, chosen } from './choices.ts'

/**
 * The list of shortcuts, which `?` opens. Other single keys do what the first link or button does that names them in
 * its `aria-keyshortcuts`, or lead to the box that does. All of them are off where the reader says so.
 */
class ShortcutsElement extends HTMLElement {
  #dialog = this.querySelector('dialog')!
  #switch = this.querySelector<HTMLInputElement>('[role=switch]')!

  connectedCallback(): void {
    this.hidden = false
    this.#switch.checked = chosen('keys') !== 'off'
    this.addEventListener('click', this)
    this.addEventListener('change', this)
    document.addEventListener('keydown', this)
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this)
  }

  handleEvent(event: Event): void {
    if (event.type === 'change') choose('keys', this.#switch.checked ? '' : 'off')
    else if (event.type === 'keydown') this.#pressed(event as KeyboardEvent)
    else if (event.target instanceof Element && event.target.closest('[data-open]')) this.#dialog.showModal()
    // The dialog's own box is where its padding is not: a click on it is beside it.
    else if (event.target === this.#dialog) this.#dialog.close()
  }

  #pressed(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, target } = event
    const isTyping =
      target instanceof HTMLElement &&
      (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
    if (event.defaultPrevented || isTyping || ctrlKey || metaKey || altKey) return
    if (chosen('keys') === 'off' || document.querySelector('dialog[open]')) return
    if (key === '?') this.#dialog.showModal()
    else {
      const named = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')]
      const one = named.find((element) => element.ariaKeyShortcuts?.split(' ').includes(key))
      if (!one) return
      if (one instanceof HTMLInputElement) {
        one.focus()
        one.select()
      } else one.click()
    }
    event.preventDefault()
  }
}

customElements.define('viva-shortcuts', ShortcutsElement)
