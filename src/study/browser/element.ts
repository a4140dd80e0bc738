import styles from '../../styles/study.css?url'
import { studyWords as words } from '../../words.ts'
import { changedSince, hasChanged } from '../bullets.ts'
import { suggestForChoices, suggestGrade } from '../grade.ts'
import { type Grade, grades } from '../records.ts'
import { answered } from '../session.ts'
import { Choices } from './choices.ts'
import { Course } from './course.ts'
import { Keepsakes } from './keepsakes.ts'
import { nextDays } from './next.ts'
import { Practice } from './practice.ts'
import { Recall } from './recall.ts'
import { handedOn, handOn, keepPressed, keepTyped, keepUndoables, pressed, typed, undoables } from './tab.ts'

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
  #keepsakes!: Keepsakes
  #course!: Course
  #recall = new Recall(document.querySelector<HTMLElement>('.recall'))
  #choices = Choices.on(document)
  #permalink = this.dataset.permalink ?? ''
  #practice: Practice | undefined
  #isAsking = false
  #isGraded = false
  /** What each grade leads to; `undefined` where it is to be asked anew. */
  #days: ReturnType<typeof nextDays> | undefined

  async connectedCallback(): Promise<void> {
    try {
      await this.#build()
      await this.#begin()
    } catch (error) {
      // There is something to read.
      delete this.#root.dataset.recall
      this.#recall.open()
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
    this.#keepsakes = new Keepsakes(this, this.#permalink)
    this.#course = new Course(this.dataset)
  }

  async #begin(): Promise<void> {
    for (const type of ['click', 'keydown', 'change', 'beforematch'])
      document.addEventListener(type, this, true)
    addEventListener('hashchange', this)
    this.#typed.addEventListener('input', this)
    this.hidden = false
    if (this.#root.dataset.recall || this.#course.session) this.#hideAnswer()
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
    this.#course?.leave()
    this.#practice?.store.close()
  }

  handleEvent(event: Event): void {
    if (event.target === this.#practice?.store) this.#followStore()
    else if (event.type === 'hashchange') this.#arrive()
    else if (event.type === 'beforematch') this.#showFound(event.target as Element)
    else if (event.type === 'keydown') this.#pressed(event as KeyboardEvent)
    else if (event.type === 'input') keepTyped(this.#permalink, this.#typed.value)
    else if (event.type === 'change') this.#changed(event.target as HTMLElement)
    else this.#clicked(event as MouseEvent)
  }

  // Asking

  /** Asks for the answer: it is hidden, but where it is to be compared, and boxes to tick come with it. */
  #hideAnswer(): void {
    const { kind } = this.#course
    this.#isAsking = this.#recall.parts.length > 0 || this.#choices !== undefined
    if (this.#isAsking) this.#recall.tickWith(this.querySelector('template')!)
    this.#ask.hidden = !this.#isAsking
    this.#typed.value = typed(this.#permalink)
    this.#toggle?.setAttribute('aria-pressed', String(this.#root.dataset.recall !== undefined))
    if (kind === 'mock' || this.#choices) this.#showButtons.hidden = true
    if (this.#choices && (kind === 'mock' || kind === 'compare'))
      this.#choices.restore(pressed(this.#permalink))
    if (kind !== 'compare') {
      if (!this.#choices) this.#recall.hide()
    } else if (this.#choices) this.#settle(this.#choices)
    else this.#showAll()
  }

  get #showButtons(): HTMLElement {
    return this.#ask.querySelector<HTMLElement>('.study-buttons')!
  }

  /** Shows the next part that is hidden, which counts as a hint. */
  #hint(): void {
    const { parts } = this.#recall
    if (!this.#recall.hint()) return
    if (this.#recall.hasHidden) this.#say(words.shown(this.#recall.shown, parts.length))
    else this.#showAll()
  }

  #showAll(): void {
    this.#recall.showAll()
    this.#showButtons.hidden = true
    this.#grades.hidden = false
    this.#show()
    if (this.#recall.parts.length > 0) this.#say(words.tick)
  }

  /** Tells which choices are right. */
  #settle(choices: Choices): void {
    choices.settle()
    this.#isAsking = true
    this.#grades.hidden = false
    this.#ask.hidden = true
    this.#say(choices.told(words))
    this.#show()
  }

  /** What a link, or the browser's own search, points at is always shown. */
  #showFound(target: Element): void {
    if (this.#recall.find(target) && !this.#recall.hasHidden) this.#showAll()
  }

  #arrive(): void {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!place?.closest('.recall')) return
    this.#showFound(place)
    place.scrollIntoView()
  }

  // Grading

  #suggested(): Grade {
    if (this.#choices) return suggestForChoices(this.#choices.pressed, this.#choices.right)
    return suggestGrade(this.#recall.bullets, this.#recall.hints)
  }

  async #grade(grade: Grade): Promise<void> {
    if (!this.#practice || this.#isGraded || this.#grades.hidden) return
    this.#isGraded = true
    const review = {
      ...{ kind: 'review' as const, permalink: this.#permalink, grade, hints: this.#recall.hints },
      bullets: this.#choices ? [] : this.#recall.bullets,
    }
    const day = (await nextDays(this.#practice, this.#permalink))(grade)
    const { id, written } = await this.#practice.add(review)
    keepUndoables([...undoables(), { id, permalink: this.#permalink }])
    keepPressed(this.#permalink, [])
    const said = `${words.graded(words.grades[grade], day)}${written === 'held' ? ` ${this.#trouble()}` : ''}`
    const { session } = this.#course
    if (session) this.#course.go(answered(session, this.#permalink, grade, id), said)
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
    this.#course.undo()
    if (last.permalink !== this.#permalink) {
      handOn(words.undone)
      location.assign(this.#practice.questionAt(last.permalink))
      return
    }
    this.#isGraded = false
    this.#say(words.undone)
    this.#show()
  }

  // Sessions

  async #enterSession(): Promise<void> {
    const course = this.#course
    if (!course.session) return
    const title = document.querySelector('h1')!
    title.tabIndex = -1
    title.focus({ preventScroll: true })
    await course.enter(this.#practice!)
    const { kind, isHere } = course
    this.#root.dataset.session = kind
    // What asks nothing is passed by.
    this.#button('next').hidden = kind !== 'mock' && isHere && this.#isAsking
    this.#button('back').hidden = course.session.at === 0
    this.#button('end').hidden = false
    course.countDown(this.#button('end'))
    const place = isHere ? course.place : ''
    const gone = this.#permalink ? '' : words.gone
    // What is to be compared is shown by now.
    const shown = kind === 'compare' ? (this.#choices?.told(words) ?? words.tick) : ''
    this.#say([handedOn(), place, gone || shown].filter(Boolean).join(' '))
  }

  // What is told

  #show(): void {
    const practice = this.#practice
    if (!practice) return
    const suggested = this.#suggested()
    for (const grade of grades) {
      const button = this.#button(grade)
      button.disabled = this.#isGraded || Boolean(this.#grades.hidden)
      const isSuggested = grade === suggested && !this.#isGraded
      button.toggleAttribute('data-suggested', isSuggested)
      if (isSuggested) button.setAttribute('aria-description', words.suggested)
      else button.removeAttribute('aria-description')
    }
    if (!this.#grades.hidden && !this.#isGraded) this.#showDays(practice).catch(console.error)
    this.#button('undo').hidden = undoables().length === 0
    this.#keepsakes.show(practice.state)
  }

  async #showDays(practice: Practice): Promise<void> {
    this.#days ??= nextDays(practice, this.#permalink)
    const dayAfter = await this.#days
    for (const grade of grades) this.#button(grade).querySelector('small')!.textContent = dayAfter(grade)
  }

  #followStore(): void {
    this.#days = undefined
    this.#show()
  }

  #tellChanges(): void {
    const last = this.#practice!.state.cards.get(this.#permalink)?.last
    if (!last || this.#choices) return
    const { hashes, parts } = this.#recall
    if (!hasChanged(last.bullets, hashes)) return
    for (const index of changedSince(last.bullets, hashes))
      parts[index]!.element.classList.add('study-changed')
    this.#say(words.changed)
  }

  #tellTrouble(): void {
    if (this.#practice!.store.trouble && (this.#isAsking || this.#course.session)) this.#say(this.#trouble())
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
      if (this.#course.kind === 'mock') keepPressed(this.#permalink, [...this.#choices.pressed])
      else if (this.#choices.isAnswered) this.#settle(this.#choices)
    }
    const button = target.closest('button')
    if (button && this.contains(button)) this.#do(button.value)
  }

  #do(value: string): void {
    const actions: Record<string, () => void> = {
      hint: () => this.#hint(),
      all: () => this.#showAll(),
      undo: () => void this.#undo(),
      next: () => this.#course.step(1),
      back: () => this.#course.step(-1),
      end: () => this.#course.end(),
      bookmark: () => void this.#keepsakes.turnBookmark(this.#practice!),
      note: () => this.#keepsakes.openNote(),
    }
    if ((grades as readonly string[]).includes(value)) this.#grade(value as Grade)
    else actions[value]?.()
  }

  async #changed(target: HTMLElement): Promise<void> {
    if (this.#keepsakes.has(target)) {
      const written = await this.#keepsakes.keepNote(this.#practice!)
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
      this.#recall.open()
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
    if ((ctrlKey || metaKey) && key === 'f' && !('onbeforematch' in document)) this.#recall.open()
    if (ctrlKey || metaKey || altKey || this.#root.dataset.keys === 'off') return
    const target = event.target as HTMLElement
    if (target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')) return
    if (document.querySelector('dialog[open]')) return
    const isOnControl = target.matches('a, button, summary, input')
    if (
      key === ' ' &&
      this.#isAsking &&
      !isOnControl &&
      this.#recall.hasHidden &&
      this.#course.kind !== 'mock'
    ) {
      event.preventDefault()
      if (shiftKey) this.#showAll()
      else this.#hint()
    } else if (
      key.toLowerCase() === 'u' &&
      (this.#isAsking || this.#course.session || undoables().length > 0)
    ) {
      event.preventDefault()
      this.#undo()
    }
  }
}

customElements.define('viva-study', StudyElement)
