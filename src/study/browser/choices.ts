import type { StudyWords } from '../../words.ts'

/** The choices of a question, which can be pressed. Where several are right, all of them are. */
export class Choices {
  readonly right: ReadonlySet<number>
  readonly pressed = new Set<number>()
  readonly #list: HTMLElement
  readonly #choices: HTMLElement[]
  #isSettled = false

  private constructor(list: HTMLElement) {
    this.#list = list
    this.#choices = [...list.children] as HTMLElement[]
    this.right = new Set(list.dataset.right!.split(' ').map(Number))
  }

  /** Those of a page; `undefined` where there are none, or none is known to be right. */
  static on(page: Document): Choices | undefined {
    const list = page.querySelector<HTMLElement>('.choices[data-right]')
    for (const one of list?.querySelectorAll<HTMLElement>('.choose') ?? []) one.hidden = false
    return list ? new Choices(list) : undefined
  }

  /** Presses the choice that an element is part of, and answers whether it is part of one. */
  press(target: Element): boolean {
    const index = this.#choices.findIndex((choice) => choice.contains(target))
    if (index < 0 || this.#isSettled || target.closest('a')) return false
    if (this.right.size === 1) this.pressed.clear()
    if (this.pressed.has(index)) this.pressed.delete(index)
    else this.pressed.add(index)
    this.#tellPressed()
    return true
  }

  /** Takes up what was pressed before. */
  restore(places: readonly number[]): void {
    for (const place of places) if (place < this.#choices.length) this.pressed.add(place)
    this.#tellPressed()
  }

  /** Whether as many are pressed as are right. */
  get isAnswered(): boolean {
    return this.pressed.size >= this.right.size
  }

  /** Marks what is right and what was wrong; from then on nothing can be pressed. */
  settle(): void {
    this.#isSettled = true
    for (const [index, choice] of this.#choices.entries()) {
      if (this.right.has(index)) choice.dataset.result = 'right'
      else if (this.pressed.has(index)) choice.dataset.result = 'wrong'
    }
    const answer = this.#list.parentElement!.querySelector<HTMLDetailsElement>('details.answer')
    if (answer) answer.open = true
  }

  /** What came of it, with the text of what is right. */
  told({ right, wrong }: StudyWords): string {
    const isRight = this.pressed.symmetricDifference(this.right).size === 0
    const texts = [...this.right].map((index) => this.#choices[index]!.innerText.trim())
    return `${isRight ? right : wrong} ${texts.join('; ')}`
  }

  #tellPressed(): void {
    for (const [place, choice] of this.#choices.entries())
      choice.querySelector('.choose')!.ariaPressed = String(this.pressed.has(place))
  }
}
