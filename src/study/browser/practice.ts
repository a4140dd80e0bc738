import { type Today, todayAt } from '../days.ts'
import type { Entry } from '../deck.ts'
import { fsrs } from '../memory.ts'
import type { Planning } from '../plan.ts'
import { planningOf } from '../planning.ts'
import { type Bookmark, type Note, type Review, readRecord, type Undo } from '../records.ts'
import { replay, type State } from '../replay.ts'
import { defaultSettings, type Settings } from '../settings.ts'
import { Store, type Written } from './store.ts'

/** A site's questions, as practice needs them. */
export interface Deck {
  site: string
  topics: { id: string; title: string }[]
  tags: { id: string; name: string }[]
  levels: { id: string; name: string }[]
  /** `updated` is the day its title or text last changed, where it has. */
  questions: (Entry & { title: string; updated?: string })[]
  /** Addresses of questions that lead on to others, or, with `null`, to none. */
  former: { permalink: string; title: string; to: string | null }[]
}

export const model = fsrs()

/** What is remembered of a site in this browser, and what follows from it now. */
export class Practice {
  readonly store: Store
  readonly #place: DOMStringMap
  #deck: Promise<Deck> | undefined
  #redirects = new Map<string, string>()

  private constructor(store: Store, place: DOMStringMap) {
    this.store = store
    this.#place = place
  }

  /** `place` names the site's base path, its id and the addresses of its deck and of a question. */
  static async open(place: DOMStringMap): Promise<Practice> {
    return new Practice(await Store.open(place.base!, place.site!), place)
  }

  get settings(): Settings {
    return this.store.settings ?? defaultSettings
  }

  get today(): Today {
    const { time, offset } = now()
    return todayAt(time, offset)
  }

  get state(): State {
    return replay(this.store.records, { model, today: this.today, redirects: this.#redirects })
  }

  /** The site's questions; what has moved is followed from then on. */
  deck(): Promise<Deck> {
    this.#deck ??= fetch(this.#place.deck!).then(async (response) => {
      if (!response.ok) throw new Error(`${response.url} answers ${response.status}`)
      const deck = (await response.json()) as Deck
      this.#redirects = new Map(
        deck.former.flatMap(({ permalink, to }) => (to === null ? [] : [[permalink, to]])),
      )
      return deck
    })
    this.#deck.catch(() => {
      this.#deck = undefined
    })
    return this.#deck
  }

  /** What there is to plan of these questions; `undefined` where no day of an interview lies ahead. */
  planning(questions: readonly Entry[], settings = this.settings): Planning | undefined {
    return planningOf(questions, settings, { state: this.state, model, today: this.today })
  }

  /** The permalink that a question's leads on to, or its own; known once the deck is. */
  leadsTo(permalink: string): string {
    return this.#redirects.get(permalink) ?? permalink
  }

  questionAt(permalink: string): string {
    return this.#place.question!.replace('%7Bid%7D', encodeURIComponent(permalink))
  }

  /** Adds a record of what was done just now. */
  async add(record: New): Promise<{ id: string; written: Written }> {
    const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
      byte.toString(36).padStart(2, '0'),
    ).join('')
    const { record: made, fault } = readRecord({ id, ...record, ...now() })
    if (!made) throw new TypeError(`${fault.field}: ${fault.takes}`)
    const written = await this.store.append(made)
    await this.#afterRecord(record.kind)
    return { id, written }
  }

  async #afterRecord(kind: New['kind']): Promise<void> {
    try {
      // Other pages look for it before they fetch what draws marks.
      localStorage.setItem('viva:studied', 'on')
      if (kind === 'review' && !(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.()
    } catch (error) {
      // Refused: the marks are not drawn, and the browser may clear what it keeps.
      console.info(error)
    }
  }
}

export type New = Fresh<Review> | Fresh<Undo> | Fresh<Bookmark> | Fresh<Note>
type Fresh<Kind> = Omit<Kind, 'id' | 'time' | 'offset'>

function now(): { time: number; offset: number } {
  const date = new Date()
  return { time: date.getTime(), offset: -date.getTimezoneOffset() }
}
