import { studyWords as words } from '../../words.ts'
import { hasChanged } from '../bullets.ts'
import { type Day, dayFrom, isoOf } from '../days.ts'
import { inScope } from '../deck.ts'
import { type Merging, mergeProgress, mostBytes, readExport, writeExport } from '../export.ts'
import { dueByDay, maybeChanged, mostMissed, reviewsByDay, standingsByTopic } from '../figures.ts'
import { plan } from '../plan.ts'
import { isDone, type State } from '../replay.ts'
import { standings } from '../standing.ts'
import { type Bar, barChart } from './chart.ts'
import { partsOf } from './parts.ts'
import { type Deck, model, Practice } from './practice.ts'

/** What a learner knows and has done, in figures; and the file that all of it can be kept in. */
class ProgressElement extends HTMLElement {
  #practice!: Practice
  #deck: Deck | undefined
  #status = this.querySelector('[role=status]')!
  #file = this.querySelector<HTMLInputElement>('input[type=file]')!
  #merge = this.querySelector<HTMLElement>('[data-merge]')!
  #merging: Merging | undefined

  async connectedCallback(): Promise<void> {
    this.hidden = false
    this.addEventListener('click', this)
    this.#file.addEventListener('change', this)
    this.#practice = await Practice.open(this.dataset)
    this.#practice.store.addEventListener('change', this)
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
    else if (event.type === 'change') this.#read()
    else if (event.target instanceof HTMLButtonElement) this.#do(event.target.value)
  }

  async #show(): Promise<void> {
    const { state, today, store } = this.#practice
    this.querySelector<HTMLElement>('[value=restore]')!.hidden =
      typeof (await store.kept('backup')) !== 'string'
    if (store.records.length === 0) this.#status.textContent = words.nothingYet
    this.#showDays('due', dueByDay(state, today, 14), words.dueIn)
    this.#showDays('reviews', reviewsByDay(state, today, 30), words.reviewsIn)
    const deck = this.#deck
    if (!deck) return
    this.#showPlan(state, deck)
    const titles = new Map(deck.questions.map(({ permalink, title }) => [permalink, title]))
    const byTopic = standingsByTopic(deck.questions, state, today, model)
    this.#fill('topics', {
      rows: deck.topics.flatMap(({ id, title }) => {
        const counts = byTopic.get(id)
        return counts ? [[title, ...standings.map((one) => String(counts[one]))]] : []
      }),
      head: [words.topic, ...standings.map((one) => words.standings[one])],
      bars: deck.topics.flatMap(({ id, title }) => {
        const counts = byTopic.get(id)
        return counts
          ? [{ label: title.slice(0, 8), values: [counts.known, counts.learning + counts.due + counts.new] }]
          : []
      }),
      isShown: state.cards.size > 0,
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
      [...new Set([...state.bookmarks, ...state.notes.keys()])].map((permalink) => ({
        href: this.#practice.questionAt(permalink),
        title: titles.get(permalink) ?? permalink,
        label: state.notes.get(permalink) ?? '',
      })),
    )
    const former = new Map(deck.former.map(({ permalink, title }) => [permalink, title]))
    this.#list(
      'retired',
      [...state.cards.keys()]
        .filter((permalink) => !titles.has(permalink))
        .map((permalink) => ({
          href: this.#practice.questionAt(permalink),
          title: former.get(permalink) ?? permalink,
          label: '',
        })),
    )
    await this.#showChanged(state, deck)
  }

  #showPlan(state: State, deck: Deck): void {
    const { settings, today } = this.#practice
    const date = dayFrom(settings.date ?? '')
    if (date === undefined || date <= today.day) return
    const questions = inScope(deck.questions, settings.scope, state)
    const done = new Set(questions.filter((one) => isDone(state.cards.get(one), today)))
    const { answers, daysOff } = settings
    const planned = plan({
      ...{ deck: questions, cards: state.cards, model, today: today.day, date, answers, daysOff, done },
    })
    const said = [
      words.expected(Math.round(planned.expected), questions.length),
      planned.unseen.length > 0 ? words.doesNotFit(planned.unseen.length) : '',
    ].join(' ')
    this.#showDays(
      'plan',
      planned.days.map(({ day, load }) => ({ day, count: load })),
      words.plannedIn,
      said,
    )
  }

  #showDays(part: string, days: { day: Day; count: number }[], title: string, said = ''): void {
    const label = (day: Day) => words.shortDay(isoOf(day))
    this.#fill(part, {
      head: [words.day, title],
      rows: days.map(({ day, count }) => [isoOf(day), String(count)]),
      bars: days.map(({ day, count }) => ({ label: label(day), values: [count] })),
      isShown: days.some(({ count }) => count > 0),
      said,
    })
  }

  #fill(
    name: string,
    {
      head,
      rows,
      bars,
      isShown,
      said = '',
    }: { head: string[]; rows: string[][]; bars: Bar[]; isShown: boolean; said?: string },
  ): void {
    const part = this.#part(name)
    part.hidden = !isShown
    part.querySelector('[data-said]')!.textContent = said
    const title = part.querySelector('h2')!.textContent
    part.querySelector('[data-chart]')!.replaceChildren(barChart(bars, title))
    part.querySelector('thead tr')!.replaceChildren(...head.map((text) => cell('th', text)))
    part.querySelector('tbody')!.replaceChildren(
      ...rows.map((row) => {
        const line = document.createElement('tr')
        line.append(...row.map((text) => cell('td', text)))
        return line
      }),
    )
  }

  #list(name: string, entries: { href: string; title: string; label: string }[]): void {
    const part = this.#part(name)
    part.hidden = entries.length === 0
    part.querySelector<HTMLElement>('[data-table]')!.hidden = true
    part.querySelector('ul')!.replaceChildren(
      ...entries.map(({ href, title, label }) => {
        const item = document.createElement('li')
        const link = document.createElement('a')
        link.href = href
        link.textContent = title
        item.append(link)
        if (label) {
          const small = document.createElement('span')
          small.className = 'label'
          small.textContent = label
          link.append(small)
        }
        return item
      }),
    )
  }

  /** Only the pages of questions that were published anew since are looked at. */
  async #showChanged(state: State, deck: Deck): Promise<void> {
    const titles = new Map(deck.questions.map(({ permalink, title }) => [permalink, title]))
    const changed = []
    for (const { permalink, last } of maybeChanged(deck.questions, state, dayFrom)) {
      const response = await fetch(this.#practice.questionAt(permalink))
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const answer = page.querySelector<HTMLElement>('.recall')
      const hashes = answer ? partsOf(answer).map(({ hash }) => hash) : []
      if (hasChanged(last.bullets, hashes)) {
        changed.push({
          href: this.#practice.questionAt(permalink),
          title: titles.get(permalink) ?? permalink,
          label: '',
        })
      }
    }
    this.#list('changed', changed)
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }

  // The file

  #do(value: string): void {
    const actions: Record<string, () => void | Promise<void>> = {
      export: () => this.#export(),
      import: () => this.#file.click(),
      merge: () => this.#take(),
      cancel: () => {
        this.#merge.hidden = true
      },
      restore: () => this.#restore(),
      wipe: () => this.#wipe(),
    }
    Promise.resolve(actions[value]?.()).catch(console.error)
  }

  async #export(): Promise<void> {
    const { store } = this.#practice
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([this.#written()], { type: 'application/json' }))
    link.download = `viva-progress-${isoOf(this.#practice.today.day)}.json`
    link.click()
    URL.revokeObjectURL(link.href)
    await store.keep('exported', Date.now())
    this.#status.textContent = words.exported
  }

  /** Says what a file would do, before anything is done. */
  async #read(): Promise<void> {
    const [file] = this.#file.files ?? []
    if (!file) return
    const read = file.size > mostBytes ? readExport(' '.repeat(mostBytes + 1)) : readExport(await file.text())
    this.#file.value = ''
    this.#merge.hidden = read.fault !== undefined
    if (read.fault) {
      this.#status.textContent = words.refused(read.fault.field, read.fault.takes)
      return
    }
    this.#merging = mergeProgress(this.#practice.store.progress, read.progress)
    const { added, known, changesSettings } = this.#merging
    this.#merge.querySelector('p')!.textContent = [
      words.wouldMerge(added, known),
      changesSettings ? words.wouldSettle : '',
      read.site === this.dataset.site ? '' : words.otherSite,
    ].join(' ')
    this.#status.textContent = ''
    this.#merge.querySelector<HTMLElement>('[value=merge]')!.focus()
  }

  async #take(): Promise<void> {
    const { store } = this.#practice
    const { merged, added } = this.#merging!
    const written = await store.take(merged, this.#written())
    this.#merge.hidden = true
    localStorage.setItem('viva:studied', 'on')
    this.#status.textContent =
      written === 'stored' ? words.merged(added) : words.trouble[store.trouble ?? 'blocked']
    await this.#show()
  }

  async #restore(): Promise<void> {
    const { store } = this.#practice
    const backup = await store.kept('backup')
    const { progress } = readExport(typeof backup === 'string' ? backup : '')
    if (!progress) return
    await store.replace(progress)
    this.#status.textContent = words.restored
    await this.#show()
  }

  async #wipe(): Promise<void> {
    if (!confirm(words.wipe)) return
    await this.#practice.store.replace(undefined)
    localStorage.removeItem('viva:studied')
    this.#status.textContent = words.wiped
    await this.#show()
  }

  #written(): string {
    return writeExport(this.#practice.store.progress, this.dataset.site!)
  }
}

function cell(name: 'th' | 'td', text: string): HTMLTableCellElement {
  const one = document.createElement(name)
  if (name === 'th') one.scope = 'col'
  one.textContent = text
  return one
}

customElements.define('viva-progress', ProgressElement)
