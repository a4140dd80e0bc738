import { studyWords as words } from '../../words.ts'
import { standingOf } from '../standing.ts'
import { model, Practice } from './practice.ts'

/** Marks the questions that a page lists: how each stands with this learner, and whether it is bookmarked or noted. */
class MarksElement extends HTMLElement {
  #practice!: Practice

  async connectedCallback(): Promise<void> {
    this.#practice = await Practice.open(this.dataset)
    this.#practice.store.addEventListener('change', this)
    this.handleEvent()
  }

  disconnectedCallback(): void {
    this.#practice?.store.close()
  }

  handleEvent(): void {
    const { state, today } = this.#practice
    const start = this.dataset.question!.split('%7Bid%7D')[0]!
    for (const link of document.querySelectorAll<HTMLAnchorElement>(':is(.questions, .titles) > li > a')) {
      if (!link.pathname.startsWith(start)) continue
      const permalink = decodeURIComponent(link.pathname.slice(start.length).replace(/\/$/, ''))
      const marks = [
        words.standings[standingOf(state.cards.get(permalink), today, model)],
        ...(state.bookmarks.has(permalink) ? [words.bookmarked] : []),
        ...(state.notes.has(permalink) ? [words.hasNote] : []),
      ]
      const mark = link.querySelector('.study-mark') ?? document.createElement('span')
      mark.className = 'label study-mark'
      mark.textContent = marks.join(' · ')
      link.append(mark)
    }
  }
}

customElements.define('viva-study-marks', MarksElement)
