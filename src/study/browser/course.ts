import { studyWords as words } from '../../words.ts'
import { moved, type Session, undone } from '../session.ts'
import type { Practice } from './practice.ts'
import { handOn, keepSession, tabSession } from './tab.ts'

/** The session of this tab, on a page that one of its questions may have. */
export class Course {
  session: Session | undefined
  #practice: Practice | undefined
  readonly #site: string
  readonly #permalink: string | undefined
  /** The address of the page where sessions begin and end. */
  readonly #home: string
  #clock: ReturnType<typeof setInterval> | undefined

  /** `place` names the site, the question of the page, where it has one, and the page of practice. */
  constructor({ site, permalink, study }: DOMStringMap) {
    this.#site = site!
    this.#permalink = permalink
    this.#home = study!
    this.session = tabSession(this.#site)
  }

  get kind(): Session['kind'] | undefined {
    return this.session?.kind
  }

  /** Whether this page is that of the question which is asked now, or was it once. */
  get isHere(): boolean {
    const { queue, at } = this.session!
    return this.#permalink ? queue[at] === this.#permalink : this.#addressAt(at) === location.pathname
  }

  /** The place of the question in the session, in words. */
  get place(): string {
    return words.place(this.session!.at + 1, this.session!.queue.length)
  }

  /** Goes on with the session on this page; questions that lead on to others are followed there. */
  async enter(practice: Practice): Promise<void> {
    this.#practice = practice
    if (!this.isHere) {
      // Where it cannot be had, nothing is known to have moved.
      await practice.deck().catch(console.info)
      this.session = moved(this.session!, (permalink) => practice.leadsTo(permalink))
      keepSession(this.#site, this.session)
    }
    // The next one is there at once.
    const next = this.#addressAt(this.session!.at + 1)
    if (next) fetch(next).catch(console.info)
  }

  /** Shows on a button what is left of the time; when it is over, so is the session. */
  countDown(button: HTMLElement): void {
    const { until } = this.session!
    if (until === null) return
    const count = () => {
      const left = Math.ceil((until - Date.now()) / 1000)
      if (left <= 0) this.end(words.timeOver)
      else
        button.textContent = `${words.end} (${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')})`
    }
    this.#clock = setInterval(count, 1000)
    count()
  }

  /** On to another question; from a page that is none of them, to the one that is asked now. */
  step(by: 1 | -1): void {
    const { queue, at } = this.session!
    const to = by > 0 && !this.isHere ? at : at + by
    this.go({ ...this.session!, at: Math.max(0, Math.min(queue.length, to)) })
  }

  end(said = ''): void {
    this.go({ ...this.session!, at: this.session!.queue.length }, said)
  }

  /** Leads to where a session stands; the page there says what is handed on. */
  go(session: Session, said = ''): void {
    this.leave()
    this.session = session
    keepSession(this.#site, session)
    handOn(said)
    location.assign(this.#addressAt(session.at) ?? this.#home)
  }

  /** Takes back the last grade. */
  undo(): void {
    if (!this.session) return
    this.session = undone(this.session)
    keepSession(this.#site, this.session)
  }

  leave(): void {
    clearInterval(this.#clock)
  }

  #addressAt(place: number): string | undefined {
    const permalink = this.session!.queue[place]
    return permalink === undefined ? undefined : this.#practice!.questionAt(permalink)
  }
}
