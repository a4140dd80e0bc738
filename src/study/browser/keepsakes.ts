import type { State } from '../replay.ts'
import type { Practice } from './practice.ts'
import type { Written } from './store.ts'

/** The bookmark and the note that a learner may leave on a question. */
export class Keepsakes {
  readonly #permalink: string
  readonly #bookmark: HTMLButtonElement
  readonly #opener: HTMLButtonElement
  readonly #note: HTMLElement
  readonly #field: HTMLTextAreaElement

  /** `root` holds the two buttons and the field. */
  constructor(root: HTMLElement, permalink: string) {
    this.#permalink = permalink
    this.#bookmark = root.querySelector<HTMLButtonElement>('button[value=bookmark]')!
    this.#opener = root.querySelector<HTMLButtonElement>('button[value=note]')!
    this.#note = root.querySelector<HTMLElement>('.study-note')!
    this.#field = this.#note.querySelector('textarea')!
  }

  show({ bookmarks, notes }: State): void {
    for (const button of [this.#bookmark, this.#opener]) button.hidden = !this.#permalink
    if (!this.#permalink) return
    const note = notes.get(this.#permalink) ?? ''
    this.#bookmark.ariaPressed = String(bookmarks.has(this.#permalink))
    if (document.activeElement !== this.#field) this.#field.value = note
    this.#opener.toggleAttribute('data-full', note !== '')
  }

  async turnBookmark(practice: Practice): Promise<void> {
    const on = !practice.state.bookmarks.has(this.#permalink)
    await practice.add({ kind: 'bookmark', permalink: this.#permalink, on })
  }

  openNote(): void {
    this.#note.hidden = !this.#note.hidden
    this.#opener.ariaExpanded = String(!this.#note.hidden)
    if (!this.#note.hidden) this.#field.focus()
  }

  /** Whether an element is the field of the note. */
  has(target: Element): boolean {
    return this.#note.contains(target)
  }

  async keepNote(practice: Practice): Promise<Written> {
    const text = this.#field.value.trim()
    return (await practice.add({ kind: 'note', permalink: this.#permalink, text })).written
  }
}
