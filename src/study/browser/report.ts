import { studyWords as words } from '../../words.ts'
import { hasChanged } from '../bullets.ts'
import { type Day, dayFrom, isoOf } from '../days.ts'
import { dueByDay, maybeChanged, mostMissed, reviewsByDay, standingsByTopic } from '../figures.ts'
import { plan } from '../plan.ts'
import type { State } from '../replay.ts'
import { standings } from '../standing.ts'
import { columnChart, shareList } from './chart.ts'
import { ProgressFile } from './file.ts'
import { partsOf } from './parts.ts'
import { type Deck, model, Practice } from './practice.ts'

/** What a learner knows and has done, in figures; and the file that all of it can be kept in. */
class ProgressElement extends HTMLElement {
  #practice!: Practice
  #deck: Deck | undefined
  #status = this.querySelector('[role=status]')!
  #file: ProgressFile | undefined

  async connectedCallback(): Promise<void> {
    this.hidden = false
    this.addEventListener('click', this)
    this.#practice = await Practice.open(this.dataset)
    this.#practice.store.addEventListener('change', this)
    this.#file = new ProgressFile(this, this.#practice, (text) => {
      this.#status.textContent = text
    })
    try {
      this.#deck = await this.#practice.deck()
    } catch (error) {
      console.error(error)
      this.#status.textContent = words.unreachable
    }
    await this.#show()
    const { store } = this.#practice
    if (store.trouble) this.#status.textContent = words.trouble[store.trouble]
    else if (store.unreadable > 0) this.#status.textContent = words.unreadable(store.unreadable)
  }

  disconnectedCallback(): void {
    this.#practice?.store.close()
  }

  handleEvent(event: Event): void {
    if (event.target === this.#practice?.store) this.#show()
    else if (event.target instanceof HTMLButtonElement) this.#file?.do(event.target.value)
  }

  async #show(): Promise<void> {
    const { state, today, store } = this.#practice
    this.querySelector<HTMLElement>('[value=restore]')!.hidden =
      typeof (await store.kept('backup')) !== 'string'
    // What was just done is told before that.
    if (store.records.length === 0) this.#status.textContent ||= words.nothingYet
    this.#showDays('due', dueByDay(state, today, 14), words.dueIn)
    this.#showDays('reviews', reviewsByDay(state, today, 31), words.reviewsIn)
    const deck = this.#deck
    if (!deck) return
    const titles = new Map(deck.questions.map(({ permalink, title }) => [permalink, title]))
    const entryOf = (permalink: string, label = ''): Entry => ({
      href: this.#practice.questionAt(permalink),
      title: titles.get(permalink) ?? permalink,
      label,
    })
    this.#showPlan(deck, entryOf)
    const byTopic = standingsByTopic(deck.questions, state, today, model)
    const topics = deck.topics.flatMap(({ id, title }) => {
      const counts = byTopic.get(id)
      return counts ? { title, counts } : []
    })
    const begun = topics.filter(({ counts }) => bestFirst.some((one) => one !== 'new' && counts[one] > 0))
    this.#fill('topics', {
      head: [words.topic, ...standings.map((one) => words.standings[one])],
      rows: topics.map(({ title, counts }) => [title, ...standings.map((one) => String(counts[one]))]),
      chart: () =>
        shareList(
          begun.map(({ title, counts }) => ({
            label: words.share(
              title,
              bestFirst.filter((one) => counts[one] > 0).map((one) => words.counted[one](counts[one])),
            ),
            values: bestFirst.map((one) => counts[one]),
          })),
        ),
      said: words.notBegun(topics.length - begun.length),
      isShown: begun.length > 0,
    })
    this.#list(
      'missed',
      mostMissed(state, 10).map(({ permalink, anchor, missed, asked }) => ({
        href: `${this.#practice.questionAt(permalink)}#${encodeURIComponent(anchor)}`,
        title: anchor.replaceAll('-', ' '),
        label: `${titles.get(permalink) ?? permalink} · ${words.missedOf(missed, asked)}`,
      })),
    )
    this.#list(
      'bookmarks',
      [...new Set([...state.bookmarks, ...state.notes.keys()])].map((permalink) =>
        entryOf(permalink, state.notes.get(permalink)),
      ),
    )
    const former = new Map(deck.former.map(({ permalink, title }) => [permalink, title]))
    this.#list(
      'retired',
      [...state.cards.keys()]
        .filter((permalink) => !titles.has(permalink))
        .map((permalink) => ({ ...entryOf(permalink), title: former.get(permalink) ?? permalink })),
    )
    await this.#showChanged(state, deck, entryOf)
  }

  #showPlan(deck: Deck, entryOf: (permalink: string, label?: string) => Entry): void {
    const planning = this.#practice.planning(deck.questions)
    if (!planning) return
    const { days, expected, unseen, once } = plan(planning)
    const said = [
      words.expected(Math.round(expected), planning.deck.length),
      unseen.length > 0 ? words.doesNotFit(unseen.length) : '',
    ].join(' ')
    const loads = days.map(({ day, load }) => ({ day, count: load }))
    this.#showDays('plan', loads, words.plannedIn, said)
    this.#list(
      'unfit',
      [...unseen.map((one) => entryOf(one, words.never)), ...once.map((one) => entryOf(one, words.onOneDay))],
      5,
    )
  }

  #showDays(part: string, days: { day: Day; count: number }[], title: string, said = ''): void {
    const label = (day: Day) => words.shortDay(isoOf(day))
    this.#fill(part, {
      head: [words.day, title],
      rows: days.map(({ day, count }) => [isoOf(day), String(count)]),
      chart: (title) =>
        columnChart(
          days.map(({ day, count }) => ({ label: label(day), values: [count] })),
          title,
        ),
      isShown: days.some(({ count }) => count > 0),
      said,
    })
  }

  #fill(
    name: string,
    {
      head,
      rows,
      chart,
      isShown,
      said = '',
    }: {
      head: string[]
      rows: string[][]
      chart: (title: string) => Element
      isShown: boolean
      said?: string
    },
  ): void {
    const part = this.#part(name)
    part.hidden = !isShown
    part.querySelector('[data-said]')!.textContent = said
    const title = part.querySelector('h2')!.textContent
    part.querySelector('[data-chart]')!.replaceChildren(chart(title))
    part.querySelector('thead tr')!.replaceChildren(...head.map((text) => cell('th', text)))
    part.querySelector('tbody')!.replaceChildren(
      ...rows.map((row) => {
        const line = document.createElement('tr')
        line.append(...row.map((text) => cell('td', text)))
        return line
      }),
    )
  }

  #list(name: string, entries: Entry[], most = mostListed): void {
    const part = this.#part(name)
    part.hidden = entries.length === 0
    part.querySelector<HTMLElement>('[data-table]')!.hidden = true
    const list = part.querySelector('ul')!
    list.replaceChildren(...entries.slice(0, most).map(linked))
    const more = entries.length - most
    if (more > 0)
      list.append(Object.assign(document.createElement('li'), { textContent: words.moreOfThem(more) }))
  }

  /** Only the pages of questions that were published anew since are looked at. */
  async #showChanged(state: State, deck: Deck, entryOf: (permalink: string) => Entry): Promise<void> {
    const changed = []
    for (const { permalink, last } of maybeChanged(deck.questions, state, dayFrom)) {
      const response = await fetch(this.#practice.questionAt(permalink)).catch(console.info)
      if (!response) continue
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const answer = page.querySelector<HTMLElement>('.recall')
      const hashes = answer ? partsOf(answer).map(({ hash }) => hash) : []
      if (hasChanged(last.bullets, hashes)) changed.push(entryOf(permalink))
    }
    this.#list('changed', changed)
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }
}

const bestFirst = ['known', 'due', 'learning', 'new'] as const

/** So many links of a kind. */
const mostListed = 50

interface Entry {
  href: string
  title: string
  label: string
}

function linked({ href, title, label }: Entry): HTMLLIElement {
  const item = document.createElement('li')
  const link = Object.assign(document.createElement('a'), { href, textContent: title })
  item.append(link)
  if (label)
    link.append(Object.assign(document.createElement('span'), { className: 'label', textContent: label }))
  return item
}

function cell(name: 'th' | 'td', text: string): HTMLTableCellElement {
  const one = document.createElement(name)
  if (name === 'th') one.scope = 'col'
  one.textContent = text
  return one
}

customElements.define('viva-progress', ProgressElement)
