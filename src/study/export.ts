import { byTime, merge } from './log.ts'
import { type Fault, type Fields, faultIn, isMapping, type LogRecord, readRecord } from './records.ts'
import { newer, readSettings, type Settings } from './settings.ts'

/** All that a learner's device keeps of one site. */
export interface Progress {
  records: readonly LogRecord[]
  /** `undefined` where none was chosen. */
  settings: Settings | undefined
}

/** More bytes than these no learner writes: they are another program's. */
export const mostBytes = 30_000_000

/** Progress as a file: the same for the same records, whenever and wherever it is written. */
export function writeExport({ records, settings }: Progress, site: string): string {
  const lines = records.toSorted(byTime).map((record) => `    ${JSON.stringify(record)}`)
  const fields = [
    `  "format": ${JSON.stringify(format)}`,
    `  "version": ${version}`,
    `  "site": ${JSON.stringify(site)}`,
    ...(settings ? [`  "settings": ${JSON.stringify(settings)}`] : []),
    `  "records": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]`,
  ]
  return `{\n${fields.join(',\n')}\n}\n`
}

/** Reads an exported file: all of it, or nothing and the first field that is not what it has to be. */
export function readExport(
  json: string,
): { progress: Progress; site: string; fault?: undefined } | { progress?: undefined; fault: Fault } {
  if (json.length > mostBytes) return { fault: { field: '', takes: `at most ${mostBytes / 1_000_000} MB` } }
  let value: unknown
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { fault: { field: '', takes: `JSON (${(error as Error).message.slice(0, 120)})` } }
  }
  if (!isMapping(value) || value.format !== format) {
    return { fault: { field: 'format', takes: `“${format}”: this file is another program’s` } }
  }
  if (value.version !== version) {
    return { fault: { field: 'version', takes: `${version}: this file is a newer release’s` } }
  }
  const fault = faultIn(value, fields)
  if (fault) return { fault }
  const records: LogRecord[] = []
  for (const [index, one] of (value.records as unknown[]).entries()) {
    const { record, fault } = readRecord(one)
    if (fault) return { fault: { ...fault, field: `records[${index}]${fault.field && `.${fault.field}`}` } }
    records.push(record)
  }
  const settings = value.settings === undefined ? undefined : readSettings(value.settings).settings
  return { progress: { records: merge(records), settings }, site: value.site as string }
}

/** What a merge would do, before it does it. */
export interface Merging {
  merged: Progress
  /** How many records are new here, and how many were here before. */
  added: number
  known: number
  /** Whether other settings will count. */
  changesSettings: boolean
}

export function mergeProgress(here: Progress, there: Progress): Merging {
  const records = merge(here.records, there.records)
  const added = records.length - here.records.length
  const settings =
    here.settings && there.settings ? newer(here.settings, there.settings) : (here.settings ?? there.settings)
  return {
    merged: { records, settings },
    ...{ added, known: there.records.length - added },
    changesSettings: JSON.stringify(settings) !== JSON.stringify(here.settings),
  }
}

export const format = 'viva-progress'
export const version = 1

const fields: Fields = {
  format: () => undefined,
  version: () => undefined,
  site: (value) => (typeof value === 'string' && value.length <= 500 ? undefined : 'a text'),
  settings(value) {
    const { fault } = value === undefined ? {} : readSettings(value)
    return fault && { ...fault, field: `.${fault.field}` }
  },
  records: (value) => (Array.isArray(value) ? undefined : 'a list'),
}
