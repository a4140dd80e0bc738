import { studyWords as words } from '../../words.ts'
import { byGain, draw, inScope, type Only, type Scope } from '../deck.ts'
import { plan, studyDays } from '../plan.ts'
import { isReminderDue } from '../reminder.ts'
import { missedIn, moved, type Session, startSession, withoutMissing } from '../session.ts'
import type { Settings } from '../settings.ts'
import { type Deck, model, Practice } from './practice.ts'
import { handedOn, keepSession, tabSession } from './tab.ts'

/** Begins sessions and mock interviews, goes on with them, and tells what became of them. */
class PracticeElement extends HTMLElement {
  #practice!: Practice
  #deck!: Deck
  #status = this.querySelector('[role=status]')!
  #isMock = new URLSearchParams(location.search).has('mock')

  async connectedCallback(): Promise<void> {
    this.hidden = false
    this.addEventListener('click', this)
    this.addEventListener('submit', this)
    this.addEventListener('change', this)
    try {
      this.#practice = await Practice.open(this.dataset)
      this.#deck = await this.#practice.deck()
    } catch (error) {
      console.error(error)
      this.#status.textContent = words.unreachable
      return
    }
    this.#practice.store.addEventListener('change', this)
    this.#fill()
    this.#show()
    await this.#tell()
  }

  disconnectedCallback(): void {
    this.#practice?.store.close()
  }

  handleEvent(event: Event): void {
    if (event.target === this.#practice?.store) this.#show()
    else if (event.type === 'submit') {
      event.preventDefault()
      this.#start()
    } else if (event.type === 'change') this.#changed()
    else if (event.target instanceof HTMLButtonElement && event.target.type === 'button')
      this.#do(event.target.value)
  }

  get #site(): string {
    return this.dataset.site!
  }

  get #form(): HTMLFormElement {
    return this.querySelector<HTMLFormElement>(`[data-part=${this.#isMock ? 'mock' : 'plan'}] form`)!
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }

  #show(): void {
    const stored = tabSession(this.#site)
    const there = new Set(this.#deck.questions.map(({ permalink }) => permalink))
    const session =
      stored &&
      withoutMissing(
        moved(stored, (one) => this.#practice.leadsTo(one)),
        (one) => there.has(one),
      )
    if (session) keepSession(this.#site, session)
    const isOver = session !== undefined && session.at >= session.queue.length
    this.#part('ended').hidden = !isOver
    this.#part('resume').hidden = !session || isOver
    this.#part('plan').hidden = this.#isMock
    this.#part('mock').hidden = !this.#isMock
    this.querySelector<HTMLElement>('[data-to=mock]')!.hidden = this.#isMock
    this.querySelector<HTMLElement>('[data-to=plan]')!.hidden = !this.#isMock
    if (session && isOver) this.#showEnd(session)
    this.querySelector('[data-plan]')!.textContent = this.#planInWords()
  }

  #showEnd(session: Session): void {
    const part = this.#part('ended')
    const isMock = session.kind === 'mock'
    const asked = [...new Set(session.queue)]
    const missed = isMock ? asked : missedIn(session)
    const graded = Object.keys(session.grades).length
    part.querySelector('p')!.textContent = isMock
      ? words.mockOver(asked.length)
      : words.ended(graded, missed.length)
    part.querySelector<HTMLElement>('[value=again]')!.hidden = isMock || missed.length === 0
    part.querySelector<HTMLElement>('[value=compare]')!.hidden = !isMock
    const titles = new Map(this.#deck.questions.map(({ permalink, title }) => [permalink, title]))
    part.querySelector('ul')!.replaceChildren(
      ...missed.map((permalink) => {
        const item = document.createElement('li')
        const link = document.createElement('a')
        link.href = this.#practice.questionAt(permalink)
        link.textContent = titles.get(permalink) ?? permalink
        item.append(link)
        return item
      }),
    )
  }

  #planInWords(): string {
    const { settings, today, state } = this.#practice
    const deck = inScope(this.#deck.questions, settings.scope, state)
    if (deck.length === 0) return words.nothingInScope
    if (settings.date === null) return words.inScope(deck.length)
    const planning = this.#practice.planning(this.#deck.questions, settings)
    if (!planning) return words.dateIsPast
    const { queue, expected, unseen } = plan(planning)
    const days = studyDays(planning)
    const isOff = days[0] !== today.day
    return [
      isOff ? words.dayOff : words.planned(queue.length, days.length),
      words.expected(Math.round(expected), deck.length),
      unseen.length > 0 ? words.doesNotFit(unseen.length) : '',
    ].join(' ')
  }

  #fill(): void {
    const { size, scope, date, answers, daysOff } = this.#practice.settings
    const form = this.#part('plan').querySelector('form')!
    const values = { size, date: date ?? '', answers, only: scope.only }
    for (const [name, value] of Object.entries(values)) field(form, name).value = String(value)
    const lists = {
      topics: scope.topics,
      tags: scope.tags,
      levels: scope.levels,
      daysOff: daysOff.map(String),
    }
    for (const [name, list] of Object.entries(lists)) {
      for (const box of boxes(form, name)) {
        box.checked = list.includes(box.value)
        if (box.checked) box.closest('details')?.setAttribute('open', '')
      }
    }
  }

  #read(): Settings {
    const form = this.#form
    const checked = (name: string) => boxes(form, name).flatMap((box) => (box.checked ? box.value : []))
    const before = this.#practice.settings
    const scope: Scope = {
      ...{ topics: checked('topics'), tags: checked('tags'), levels: checked('levels') },
      only: field(form, 'only').value as Only,
    }
    if (this.#isMock) return { ...before, scope, size: Number(field(form, 'size').value) }
    return {
      time: Date.now(),
      scope,
      date: field(form, 'date').value || null,
      answers: Number(field(form, 'answers').value),
      daysOff: checked('daysOff').map(Number),
      size: Number(field(form, 'size').value),
    }
  }

  async #changed(): Promise<void> {
    if (this.#isMock || !this.#form.checkValidity()) return
    await this.#practice.store.choose(this.#read())
    this.#show()
  }

  #start(): void {
    const settings = this.#read()
    const { state, today } = this.#practice
    const deck = inScope(this.#deck.questions, settings.scope, state)
    if (this.#isMock) {
      const minutes = Number(field(this.#form, 'minutes').value)
      const isCounted = boxes(this.#form, 'countdown')[0]!.checked
      const queue = draw(deck, settings.size, Math.random)
      this.#go(startSession(queue, 'mock', isCounted ? Date.now() + minutes * 60_000 : null))
      return
    }
    const planning = this.#practice.planning(this.#deck.questions, settings)
    const queue = planning ? plan(planning).queue : byGain(deck, state, model, today).slice(0, settings.size)
    // More than the plan asks for is welcome.
    this.#go(
      startSession(queue.length > 0 ? queue : byGain(deck, state, model, today).slice(0, settings.size)),
    )
  }

  #go(session: Session): void {
    const first = session.queue[session.at]
    if (first === undefined) {
      this.#status.textContent = words.nothingInScope
      return
    }
    keepSession(this.#site, session)
    location.assign(this.#practice.questionAt(first))
  }

  #do(value: string): void {
    const session = tabSession(this.#site)
    if (!session) return
    if (value === 'resume') this.#go(session)
    else if (value === 'again') this.#go(startSession(missedIn(session)))
    else if (value === 'compare') this.#go(startSession(session.queue, 'compare'))
    else if (value === 'drop') {
      keepSession(this.#site, undefined)
      this.#show()
    }
  }

  /** What was handed on from the last question, and what a learner ought to know. */
  async #tell(): Promise<void> {
    const { store } = this.#practice
    const said = [handedOn()]
    if (store.trouble) said.push(words.trouble[store.trouble])
    if (store.unreadable > 0) said.push(words.unreadable(store.unreadable))
    const [exported, reminded] = [await store.kept('exported'), await store.kept('reminded')]
    if (isReminderDue({ records: store.records, exported, reminded, now: Date.now() })) {
      said.push(words.remind)
      await store.keep('reminded', Date.now())
    }
    if (store.records.length > 0 && /^Apple/.test(navigator.vendor)) said.push(words.safari)
    this.#status.textContent = said.filter(Boolean).join(' ')
  }
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement
}

function boxes(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[name=${name}]`)]
}

customElements.define('viva-practice', PracticeElement)
