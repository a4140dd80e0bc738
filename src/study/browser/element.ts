import styles from '../../styles/study.css?url'
import { studyWords as words } from '../../words.ts'
import { changedSince, hasChanged } from '../bullets.ts'
import { dayFrom, isoOf } from '../days.ts'
import { inScope } from '../deck.ts'
import { practise } from '../gain.ts'
import { suggestForChoices, suggestGrade } from '../grade.ts'
import { nextDay, type Planning, plan } from '../plan.ts'
import { type Grade, grades, type Review } from '../records.ts'
import { graded, isDone } from '../replay.ts'
import { answered, type Session, undone } from '../session.ts'
import { Choices } from './choices.ts'
import { bulletsOf, hide, isHidden, type Part, partsOf, show } from './parts.ts'
import { model, Practice } from './practice.ts'
import {
  handedOn,
  handOn,
  keepSession,
  keepTyped,
  keepUndoables,
  tabSession,
  typed,
  undoables,
} from './tab.ts'

const begun = Promise.withResolvers<void>()
/** Resolved when there is somebody to answer a click. */
export const ready = begun.promise

/**
 * Practice on a question's page: the answer is said first, shown part by part or at once, and graded. In a session it
 * leads on to the next question.
 */
class StudyElement extends HTMLElement {
  #root = document.documentElement
  #toggle = document.querySelector<HTMLElement>('.study-switch')
  #said = this.querySelector('.study-said')!
  #ask!: HTMLElement
  #typed!: HTMLTextAreaElement
  #grades!: HTMLElement
  #note!: HTMLElement
  #answer = document.querySelector<HTMLElement>('.recall')
  #choices = Choices.on(document)
  #parts: Part[] = this.#answer ? partsOf(this.#answer) : []
  #permalink = this.dataset.permalink ?? ''
  #practice: Practice | undefined
  #session: Session | undefined
  #hints = 0
  #isAsking = false
  #isGraded = false
  #timer: ReturnType<typeof setInterval> | undefined

  async connectedCallback(): Promise<void> {
    try {
      await this.#build()
      await this.#begin()
    } catch (error) {
      // There is something to read.
      delete this.#root.dataset.recall
      for (const part of this.#parts) show(part)
      console.error(error)
    }
    begun.resolve()
  }

  /** What a reader does not need stands on the page of practice. */
  async #build(): Promise<void> {
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    style.href = styles
    document.head.append(style)
    const response = await fetch(this.dataset.study!)
    if (!response.ok) throw new Error(`${response.url} answers ${response.status}`)
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    Object.assign(this.dataset, { ...page.querySelector<HTMLElement>('viva-practice')!.dataset })
    const panel = page.querySelector<HTMLTemplateElement>('template[id="viva:panel"]')!
    this.#said.after(document.importNode(panel.content, true))
    this.#ask = this.querySelector<HTMLElement>('.study-ask')!
    this.#typed = this.#ask.querySelector('textarea')!
    this.#grades = this.querySelector<HTMLElement>('.study-grades')!
    this.#note = this.querySelector<HTMLElement>('.study-note')!
  }

  async #begin(): Promise<void> {
    for (const type of ['click', 'keydown', 'change', 'beforematch'])
      document.addEventListener(type, this, true)
    addEventListener('hashchange', this)
    this.#typed.addEventListener('input', this)
    this.#session = tabSession(this.dataset.site!)
    this.hidden = false
    if (this.#root.dataset.recall || this.#session) this.#hideAnswer()
    this.#root.dataset.recall &&= 'ready'
    this.#practice = await Practice.open(this.dataset)
    this.#practice.store.addEventListener('change', this)
    this.#arrive()
    this.#show()
    await this.#enterSession()
    this.#tellChanges()
    this.#tellTrouble()
  }

  disconnectedCallback(): void {
    for (const type of ['click', 'keydown', 'change', 'beforematch'])
      document.removeEventListener(type, this, true)
    removeEventListener('hashchange', this)
    clearInterval(this.#timer)
    this.#practice?.store.close()
  }

  handleEvent(event: Event): void {
    if (event.target === this.#practice?.store) this.#show()
    else if (event.type === 'hashchange') this.#arrive()
    else if (event.type === 'beforematch') this.#showFound(event.target as Element)
    else if (event.type === 'keydown') this.#pressed(event as KeyboardEvent)
    else if (event.type === 'input') keepTyped(this.#permalink, this.#typed.value)
    else if (event.type === 'change') this.#changed(event.target as HTMLElement)
    else this.#clicked(event as MouseEvent)
  }

  // Asking

  #hideAnswer(): void {
    this.#isAsking = this.#parts.length > 0 || this.#choices !== undefined
    this.#ask.hidden = !this.#isAsking
    const isMock = this.#session?.kind === 'mock'
    if (this.#choices) this.#ask.querySelector<HTMLElement>('.study-buttons')!.hidden = true
    else if (this.#session?.kind !== 'compare') for (const part of this.#parts) hide(part)
    if (isMock) this.#ask.querySelector<HTMLElement>('.study-buttons')!.hidden = true
    this.#typed.value = typed(this.#permalink)
    if (this.#session?.kind === 'compare') this.#showAll()
    this.#toggle?.setAttribute('aria-pressed', String(this.#root.dataset.recall !== undefined))
  }

  /** Shows the next part that is hidden, which counts as a hint. */
  #hint(): void {
    const part = this.#parts.find(isHidden)
    if (!part) return
    this.#hints += 1
    show(part)
    this.#addTick(part)
    if (this.#parts.some(isHidden))
      this.#say(words.shown(this.#parts.filter((one) => !isHidden(one)).length, this.#parts.length))
    else this.#showAll()
  }

  #showAll(): void {
    for (const part of this.#parts) {
      show(part)
      this.#addTick(part)
    }
    this.#ask.querySelector<HTMLElement>('.study-buttons')!.hidden = true
    this.#grades.hidden = false
    this.#show()
    if (this.#parts.length > 0) this.#say(words.tick)
  }

  /** What a link, or the browser's own search, points at is always shown. */
  #showFound(target: Element): void {
    const part = this.#parts.find(({ element, headings }) =>
      [element, ...headings].some((one) => one.contains(target)),
    )
    if (!part || !isHidden(part)) return
    show(part)
    this.#addTick(part)
    if (!this.#parts.some(isHidden)) this.#showAll()
  }

  #arrive(): void {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!place || !this.#answer?.contains(place)) return
    this.#showFound(place)
    place.scrollIntoView()
  }

  #addTick(part: Part): void {
    if (part.tick || !this.#isAsking) return
    const tick = this.querySelector('template')!.content.cloneNode(true) as DocumentFragment
    part.tick = tick.querySelector('input')!
    const inside = part.element.matches('li, p, blockquote')
    if (inside) part.element.prepend(tick)
    else part.element.before(tick)
    part.element.classList.add('study-part')
  }

  // Grading

  #suggested(): Grade {
    if (this.#choices) return suggestForChoices(this.#choices.pressed, this.#choices.right)
    return suggestGrade(bulletsOf(this.#parts), this.#hints)
  }

  async #grade(grade: Grade): Promise<void> {
    if (!this.#practice || this.#isGraded || this.#grades.hidden) return
    this.#isGraded = true
    const review = {
      ...{ kind: 'review' as const, permalink: this.#permalink, grade, hints: this.#hints },
      bullets: this.#choices ? [] : bulletsOf(this.#parts),
    }
    const day = await this.#dayAfter(grade)
    const { id, written } = await this.#practice.add(review)
    keepUndoables([...undoables(), { id, permalink: this.#permalink }])
    const said = `${words.graded(words.grades[grade], day)}${written === 'held' ? ` ${this.#trouble()}` : ''}`
    if (this.#session) this.#goOn(answered(this.#session, this.#permalink, grade, id), said)
    else {
      this.#say(said)
      keepTyped(this.#permalink, '')
      this.#show()
    }
  }

  async #undo(): Promise<void> {
    const last = undoables().at(-1)
    if (!last || !this.#practice) return
    await this.#practice.add({ kind: 'undo', permalink: last.permalink, undoes: last.id })
    keepUndoables(undoables().slice(0, -1))
    if (this.#session) keepSession(this.dataset.site!, undone(this.#session))
    if (last.permalink !== this.#permalink) {
      handOn(words.undone)
      location.assign(this.#practice.questionAt(last.permalink))
      return
    }
    this.#session = tabSession(this.dataset.site!)
    this.#isGraded = false
    this.#say(words.undone)
    this.#show()
  }

  /** The day a grade leads to, in words: the plan's where the day of the interview is known. */
  async #dayAfter(grade: Grade): Promise<string> {
    const practice = this.#practice!
    const { today, settings, state } = practice
    const card = state.cards.get(this.#permalink)
    const review = { ...({ grade, permalink: this.#permalink } as Review), time: 0, offset: 0 }
    const planning = settings.date === null ? undefined : await this.#planning()
    if (!planning) return words.onDay(isoOf(graded(card, review, model, today.day).due), isoOf(today.day))
    const day = nextDay(plan(planning), practise(card, today.day, model, grade))
    return day === undefined ? words.notBefore : words.onDay(isoOf(day), isoOf(today.day))
  }

  async #planning(): Promise<Planning | undefined> {
    const practice = this.#practice!
    const { today, settings } = practice
    const date = dayFrom(settings.date ?? '')
    if (date === undefined || date <= today.day) return undefined
    const { questions } = await practice.deck()
    const { state } = practice
    const deck = inScope(questions, settings.scope, state)
    const done = new Set(deck.filter((one) => isDone(state.cards.get(one), today)))
    if (!deck.includes(this.#permalink)) return undefined
    const { answers, daysOff } = settings
    return { deck, cards: state.cards, model, today: today.day, date, answers, daysOff, done }
  }

  // Sessions

  async #enterSession(): Promise<void> {
    const session = this.#session
    const practice = this.#practice!
    if (!session) return
    this.#root.dataset.session = session.kind
    const { queue, at, kind } = session
    const title = document.querySelector('h1')!
    if (queue[at] !== this.#permalink && !this.#permalink) {
      // The question is no longer here.
      this.#button('next').hidden = false
      this.#say(words.gone)
    }
    this.#button('next').hidden = !(kind === 'mock' || queue[at] !== this.#permalink)
    this.#button('back').hidden = at === 0
    this.#button('end').hidden = false
    title.tabIndex = -1
    title.focus({ preventScroll: true })
    if (session.until !== null) {
      this.#timer = setInterval(() => this.#count(), 1000)
      this.#count()
    }
    const place = queue[at] === this.#permalink ? words.place(at + 1, queue.length) : ''
    this.#say([handedOn(), place].filter(Boolean).join(' '))
    // The next one is there at once.
    const next = queue[at + 1]
    if (next) fetch(practice.questionAt(next)).catch(console.info)
  }

  #count(): void {
    const left = Math.ceil((this.#session!.until! - Date.now()) / 1000)
    const clock = this.#button('end')
    if (left <= 0) this.#goOn({ ...this.#session!, at: this.#session!.queue.length }, words.timeOver)
    else clock.textContent = `${words.end} (${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')})`
  }

  #goOn(session: Session, said: string): void {
    clearInterval(this.#timer)
    keepSession(this.dataset.site!, session)
    handOn(said)
    const next = session.queue[session.at]
    location.assign(next === undefined ? this.dataset.study! : this.#practice!.questionAt(next))
  }

  // What is told

  #show(): void {
    const practice = this.#practice
    if (!practice) return
    const { state } = practice
    const suggested = this.#suggested()
    for (const grade of grades) {
      const button = this.#button(grade)
      button.disabled = this.#isGraded || Boolean(this.#grades.hidden)
      button.toggleAttribute('data-suggested', grade === suggested && !this.#isGraded)
      if (grade === suggested) button.setAttribute('aria-description', words.suggested)
      else button.removeAttribute('aria-description')
      if (!this.#grades.hidden && !this.#isGraded) {
        this.#dayAfter(grade).then((day) => {
          button.querySelector('small')!.textContent = day
        }, console.error)
      }
    }
    this.#button('undo').hidden = undoables().length === 0
    for (const tool of ['bookmark', 'note']) this.#button(tool).hidden = !this.#permalink
    if (!this.#permalink) return
    this.#button('bookmark').ariaPressed = String(state.bookmarks.has(this.#permalink))
    const note = state.notes.get(this.#permalink) ?? ''
    const field = this.#note.querySelector('textarea')!
    if (document.activeElement !== field) field.value = note
    this.#button('note').toggleAttribute('data-full', note !== '')
  }

  #tellChanges(): void {
    const last = this.#practice!.state.cards.get(this.#permalink)?.last
    if (!last || this.#choices) return
    const hashes = this.#parts.map(({ hash }) => hash)
    if (!hasChanged(last.bullets, hashes)) return
    for (const index of changedSince(last.bullets, hashes))
      this.#parts[index]!.element.classList.add('study-changed')
    this.#say(words.changed)
  }

  #tellTrouble(): void {
    if (this.#practice!.store.trouble && (this.#isAsking || this.#session)) this.#say(this.#trouble())
  }

  #trouble(): string {
    const { trouble } = this.#practice!.store
    return trouble ? words.trouble[trouble] : ''
  }

  #say(text: string): void {
    this.#said.textContent = text
  }

  #button(value: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[value=${value}]`) ?? document.createElement('button')
  }

  // What is pressed

  #clicked(event: MouseEvent): void {
    const target = event.target as Element
    if (target.closest('.study-switch')) {
      this.#switch()
      // With the focus on it, the space bar would switch back instead of showing the next part.
      if (!this.#toggle!.matches(':focus-visible')) this.#toggle!.blur()
    } else if (this.#choices?.press(target)) {
      event.preventDefault()
      if (this.#session?.kind === 'mock') return
      if (!this.#choices.settle()) return
      this.#isAsking = true
      this.#grades.hidden = false
      this.#ask.hidden = true
      this.#say(this.#choices.told(words))
      this.#show()
    }
    const button = target.closest('button')
    if (button && this.contains(button)) this.#do(button.value)
  }

  #do(value: string): void {
    const actions: Record<string, () => void> = {
      hint: () => this.#hint(),
      all: () => this.#showAll(),
      undo: () => void this.#undo(),
      next: () => this.#next(1),
      back: () => this.#next(-1),
      end: () => this.#goOn({ ...this.#session!, at: this.#session!.queue.length }, ''),
      bookmark: () => void this.#bookmark(),
      note: () => this.#openNote(),
    }
    if ((grades as readonly string[]).includes(value)) this.#grade(value as Grade)
    else actions[value]?.()
  }

  #next(by: number): void {
    const session = this.#session!
    const isHere = session.queue[session.at] === this.#permalink
    const at = by > 0 && !isHere && this.#permalink ? session.at : session.at + by
    this.#goOn({ ...session, at: Math.max(0, Math.min(session.queue.length, at)) }, '')
  }

  async #bookmark(): Promise<void> {
    const on = !this.#practice!.state.bookmarks.has(this.#permalink)
    await this.#practice!.add({ kind: 'bookmark', permalink: this.#permalink, on })
    markStudied()
  }

  #openNote(): void {
    this.#note.hidden = !this.#note.hidden
    this.#button('note').ariaExpanded = String(!this.#note.hidden)
    if (!this.#note.hidden) this.#note.querySelector('textarea')!.focus()
  }

  async #changed(target: HTMLElement): Promise<void> {
    if (this.#note.contains(target)) {
      const text = (target as HTMLTextAreaElement).value.trim()
      const { written } = await this.#practice!.add({ kind: 'note', permalink: this.#permalink, text })
      markStudied()
      this.#say(written === 'stored' ? words.noted : this.#trouble())
    } else if (target.closest('.study-tick')) this.#show()
  }

  #switch(): void {
    const isOn = this.#root.dataset.recall === undefined
    if (isOn) this.#root.dataset.recall = 'ready'
    else delete this.#root.dataset.recall
    try {
      if (isOn) localStorage.setItem('viva:recall', 'on')
      else localStorage.removeItem('viva:recall')
    } catch (error) {
      // It holds for this page.
      console.info(error)
    }
    if (isOn) this.#hideAnswer()
    else {
      for (const part of this.#parts) show(part)
      this.#isAsking = false
      this.#ask.hidden = true
      this.#grades.hidden = true
    }
    this.#toggle!.setAttribute('aria-pressed', String(isOn))
    this.#say(isOn ? words.hidden : words.open)
  }

  #pressed(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    // Browsers that cannot find what is hidden are shown all of it before they look.
    if ((ctrlKey || metaKey) && key === 'f' && !('onbeforematch' in document))
      for (const part of this.#parts) show(part)
    if (ctrlKey || metaKey || altKey || this.#root.dataset.keys === 'off') return
    const target = event.target as HTMLElement
    if (target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')) return
    if (document.querySelector('dialog[open]')) return
    const isOnControl = target.matches('a, button, summary, input')
    if (
      key === ' ' &&
      this.#isAsking &&
      !isOnControl &&
      this.#parts.some(isHidden) &&
      this.#session?.kind !== 'mock'
    ) {
      event.preventDefault()
      if (shiftKey) this.#showAll()
      else this.#hint()
    } else if (key.toLowerCase() === 'u' && (this.#isAsking || this.#session || undoables().length > 0)) {
      event.preventDefault()
      this.#undo()
    }
  }
}

function markStudied(): void {
  try {
    localStorage.setItem('viva:studied', 'on')
  } catch (error) {
    console.info(error)
  }
}

customElements.define('viva-study', StudyElement)
