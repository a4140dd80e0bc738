import type { Bullet } from '../records.ts'
import { hide, isHidden, type Part, partsOf, show } from './parts.ts'

/** A question's answer, shown part by part; what is shown can be ticked as said. */
export class Recall {
  readonly parts: readonly Part[]
  /** How many parts were shown before the rest. */
  hints = 0
  readonly #answer: HTMLElement | null
  #tick: HTMLTemplateElement | undefined

  constructor(answer: HTMLElement | null) {
    this.#answer = answer
    this.parts = answer ? partsOf(answer) : []
  }

  get hasHidden(): boolean {
    return this.parts.some(isHidden)
  }

  get shown(): number {
    return this.parts.filter((part) => !isHidden(part)).length
  }

  get hashes(): string[] {
    return this.parts.map(({ hash }) => hash)
  }

  /** The parts as a review keeps them. */
  get bullets(): Bullet[] {
    return this.parts.map(({ anchor, hash, tick }) => ({ anchor, hash, said: tick?.checked === true }))
  }

  /** From now on, what is shown gets a box to tick. */
  tickWith(template: HTMLTemplateElement): void {
    this.#tick = template
  }

  hide(): void {
    for (const part of this.parts) hide(part)
  }

  /** To be read, with no boxes. */
  open(): void {
    for (const part of this.parts) show(part)
  }

  /** Shows the next part that is hidden, and answers whether there was one. */
  hint(): boolean {
    const part = this.parts.find(isHidden)
    if (!part) return false
    this.hints += 1
    this.#show(part)
    return true
  }

  showAll(): void {
    for (const part of this.parts) this.#show(part)
  }

  /** Shows the part that an element is in, and answers whether it was hidden. */
  find(target: Element): boolean {
    if (!this.#answer?.contains(target)) return false
    const part = this.parts.find(({ element, company }) =>
      [element, ...company].some((one) => one.contains(target)),
    )
    if (!part || !isHidden(part)) return false
    this.#show(part)
    return true
  }

  #show(part: Part): void {
    show(part)
    if (part.tick || !this.#tick) return
    const tick = this.#tick.content.cloneNode(true) as DocumentFragment
    part.tick = tick.querySelector('input')!
    if (part.element.matches('li, p, blockquote')) part.element.prepend(tick)
    else part.element.before(tick)
    part.element.classList.add('study-part')
  }
}
