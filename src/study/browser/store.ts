import type { Progress } from '../export.ts'
import { merge } from '../log.ts'
import { type LogRecord, readRecord } from '../records.ts'
import { newer, readSettings, type Settings } from '../settings.ts'
import { type Database, openDatabase } from './database.ts'

/** Why progress is kept in this tab only. */
export type Trouble = 'blocked' | 'newer' | 'full'

/** What a write came to: on the disk, or in this tab only. */
export type Written = 'stored' | 'held'

/** A name under which something is kept beside the records. */
type Kept = 'settings' | 'exported' | 'reminded' | 'backup'

/**
 * The progress of one site in this browser. Tabs that show the same site hear of each other's writes at once. Where the
 * browser refuses storage, all goes on in memory, and `trouble` says why.
 */
export class Store extends EventTarget {
  trouble: Trouble | undefined
  /** How many stored records could not be read; they stay as they are. */
  unreadable = 0
  records: readonly LogRecord[] = []
  settings: Settings | undefined
  #name: string
  #database: Database | undefined
  #channel: BroadcastChannel | undefined
  /** What is not on the disk yet. */
  #held: LogRecord[] = []

  private constructor(name: string) {
    super()
    this.#name = name
  }

  /** `base` is the path that the site is published under, `site` its id. */
  static async open(base: string, site: string): Promise<Store> {
    const store = new Store(`viva ${base} ${site}`)
    await store.#open()
    await store.#read()
    store.#listen()
    return store
  }

  get progress(): Progress {
    return { records: this.records, settings: this.settings }
  }

  /** Adds records. It resolves when they are on the disk, or when it is known that they cannot be. */
  async append(...records: LogRecord[]): Promise<Written> {
    return this.#write([...this.#held, ...records])
  }

  async choose(settings: Settings): Promise<Written> {
    return this.#write(this.#held, { settings })
  }

  /** Takes over what a file has brought, and keeps what was here before, to go back to. */
  async take(progress: Progress, backup: string): Promise<Written> {
    const settings = progress.settings ? { settings: progress.settings } : {}
    return this.#write([...this.#held, ...progress.records], { ...settings, backup })
  }

  async keep(name: Exclude<Kept, 'settings'>, value: unknown): Promise<void> {
    await this.#write(this.#held, { [name]: value })
  }

  async kept(name: Kept): Promise<unknown> {
    return this.#database?.kept(name)
  }

  /** Takes everything away, or replaces it by what was here once. Where the disk refuses, all stays as it is. */
  async replace(progress: Progress | undefined): Promise<Written> {
    const { records = [], settings } = progress ?? {}
    try {
      await this.#database?.replace(records, settings ? { settings } : {})
    } catch (error) {
      this.#refused(error)
      return 'held'
    }
    this.#held = this.#database ? [] : [...records]
    Object.assign(this, { records: merge(records), settings, unreadable: 0 })
    this.dispatchEvent(new Event('change'))
    this.#channel?.postMessage('read')
    return this.#database ? 'stored' : 'held'
  }

  close(): void {
    this.#channel?.close()
    this.#database?.close()
  }

  async #open(): Promise<void> {
    try {
      this.#database = await openDatabase(this.#name, () => {
        this.#database = undefined
      })
      this.trouble = undefined
    } catch (error) {
      console.info(error)
      this.trouble = error instanceof DOMException && error.name === 'VersionError' ? 'newer' : 'blocked'
    }
  }

  async #read(): Promise<void> {
    const readings = ((await this.#database?.records()) ?? []).map(readRecord)
    const readable = readings.flatMap(({ record }) => record ?? [])
    this.unreadable = readings.length - readable.length
    this.records = merge(readable, this.#held)
    const kept = await this.#database?.kept('settings')
    this.settings = kept === undefined ? undefined : (readSettings(kept).settings ?? this.settings)
  }

  async #write(records: readonly LogRecord[], kept: Record<string, unknown> = {}): Promise<Written> {
    if (!this.#database && this.trouble !== 'newer') await this.#open()
    let written: Written = 'held'
    try {
      await this.#database?.write(records, kept)
      if (this.#database) {
        written = 'stored'
        this.#held = []
        this.trouble = undefined
      }
    } catch (error) {
      this.#refused(error)
    }
    if (written === 'held') this.#held = [...records]
    this.#add(records, kept.settings)
    if (written === 'stored') {
      const settings = kept.settings ? { settings: kept.settings } : {}
      this.#channel?.postMessage({ records: [...records], ...settings })
    }
    return written
  }

  #refused(error: unknown): void {
    console.info(error)
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
    this.trouble = isFull ? 'full' : 'blocked'
  }

  #add(records: readonly LogRecord[], settings: unknown): void {
    this.records = merge(this.records, records)
    const read = settings === undefined ? undefined : readSettings(settings).settings
    if (read) this.settings = this.settings ? newer(this.settings, read) : read
    this.dispatchEvent(new Event('change'))
  }

  #listen(): void {
    this.#channel = new BroadcastChannel(this.#name)
    this.#channel.addEventListener('message', async ({ data }) => {
      if (data === 'read') {
        await this.#read()
        this.dispatchEvent(new Event('change'))
      } else {
        // Another tab may have another release's scripts.
        const records = Array.isArray(data?.records) ? (data.records as unknown[]) : []
        this.#add(
          records.flatMap((one) => readRecord(one).record ?? []),
          data?.settings,
        )
      }
    })
  }
}
