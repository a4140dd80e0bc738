import { choose, chosen, follow } from './choices.ts'

/** The switch between the light theme, the dark one and the system's. */
class ThemeElement extends HTMLElement {
  #select = this.querySelector('select')!

  connectedCallback(): void {
    this.hidden = false
    this.#select.value = chosen('theme')
    this.addEventListener('change', this)
    window.addEventListener('storage', this)
  }

  disconnectedCallback(): void {
    window.removeEventListener('storage', this)
  }

  handleEvent(event: Event): void {
    if (event.type === 'change') choose('theme', this.#select.value)
    else if (follow('theme', event as StorageEvent)) this.#select.value = chosen('theme')
  }
}

customElements.define('viva-theme', ThemeElement)
