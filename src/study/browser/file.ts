import { studyWords as words } from '../../words.ts'
import { isoOf } from '../days.ts'
import { type Merging, mergeProgress, mostBytes, readExport, writeExport } from '../export.ts'
import type { Practice } from './practice.ts'

/** The file that all progress can be kept in: written, read, taken over, and what to do without any. */
export class ProgressFile {
  readonly #practice: Practice
  /** The id of the site. */
  readonly #site: string
  readonly #say: (text: string) => void
  readonly #input: HTMLInputElement
  readonly #merge: HTMLElement
  #merging: Merging | undefined

  constructor(root: HTMLElement, practice: Practice, say: (text: string) => void) {
    this.#practice = practice
    this.#site = root.dataset.site!
    this.#say = say
    this.#input = root.querySelector<HTMLInputElement>('input[type=file]')!
    this.#merge = root.querySelector<HTMLElement>('[data-merge]')!
    this.#input.addEventListener('change', () => this.#read().catch(console.error))
  }

  /** Does what a button of this value stands for. */
  do(value: string): void {
    const actions: Record<string, () => void | Promise<void>> = {
      export: () => this.#export(),
      import: () => this.#input.click(),
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
    const { store, today } = this.#practice
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([this.#written()], { type: 'application/json' }))
    link.download = `viva-progress-${isoOf(today.day)}.json`
    link.click()
    URL.revokeObjectURL(link.href)
    await store.keep('exported', Date.now())
    this.#say(words.exported)
  }

  /** Says what a file would do, before anything is done. */
  async #read(): Promise<void> {
    const [file] = this.#input.files ?? []
    if (!file) return
    const read = file.size > mostBytes ? readExport(' '.repeat(mostBytes + 1)) : readExport(await file.text())
    this.#input.value = ''
    this.#merge.hidden = read.fault !== undefined
    if (read.fault) {
      this.#say(words.refused(read.fault.field, read.fault.takes))
      return
    }
    this.#merging = mergeProgress(this.#practice.store.progress, read.progress)
    const { added, known, changesSettings } = this.#merging
    this.#merge.querySelector('p')!.textContent = [
      words.wouldMerge(added, known),
      changesSettings ? words.wouldSettle : '',
      read.site === this.#site ? '' : words.otherSite,
    ].join(' ')
    this.#say('')
    this.#merge.querySelector<HTMLElement>('[value=merge]')!.focus()
  }

  async #take(): Promise<void> {
    const { store } = this.#practice
    const { merged, added } = this.#merging!
    const written = await store.take(merged, this.#written())
    this.#merge.hidden = true
    localStorage.setItem('viva:studied', 'on')
    this.#say(written === 'stored' ? words.merged(added) : this.#trouble())
  }

  async #restore(): Promise<void> {
    const { store } = this.#practice
    const backup = await store.kept('backup')
    const { progress } = readExport(typeof backup === 'string' ? backup : '')
    if (!progress) return
    const written = await store.replace(progress)
    this.#say(written === 'stored' ? words.restored : this.#trouble())
  }

  async #wipe(): Promise<void> {
    if (!confirm(words.wipe)) return
    const written = await this.#practice.store.replace(undefined)
    if (written === 'stored') localStorage.removeItem('viva:studied')
    this.#say(written === 'stored' ? words.wiped : this.#trouble())
  }

  #trouble(): string {
    return words.trouble[this.#practice.store.trouble ?? 'blocked']
  }

  #written(): string {
    return writeExport(this.#practice.store.progress, this.#site)
  }
}
