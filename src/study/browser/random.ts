import { studyWords } from '../../words.ts'
import { draw } from '../deck.ts'
import type { Deck } from './practice.ts'

/** Leads to a question at random, of those that the address asks for: `?topic=…&tag=…&level=…`. */
class RandomElement extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const status = this.querySelector('[role=status]')!
    try {
      const response = await fetch(this.dataset.deck!)
      if (!response.ok) throw new Error(`${response.url} answers ${response.status}`)
      const { questions } = (await response.json()) as Deck
      const asked = new URLSearchParams(location.search)
      const fits = (name: string, own: readonly string[]) =>
        !asked.get(name) || own.includes(asked.get(name)!)
      const deck = questions
        .filter(
          ({ topic, tags, level }) =>
            fits('topic', [topic]) && fits('tag', tags) && fits('level', level ? [level] : []),
        )
        .map(({ permalink }) => permalink)
      const [one] = draw(deck, 1, Math.random)
      if (one === undefined) status.textContent = studyWords.nothingInScope
      else location.replace(this.dataset.question!.replace('%7Bid%7D', encodeURIComponent(one)))
    } catch (error) {
      console.error(error)
      status.textContent = studyWords.unreachable
    }
  }
}

customElements.define('viva-random', RandomElement)
