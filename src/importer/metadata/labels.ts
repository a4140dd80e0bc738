import { isId } from '../../permalinks/ids.ts'
import type { Level } from '../topic.ts'
import { levelOf } from './levels.ts'

/** What lines such as “**Difficulty:** Junior” say of a question. */
export interface Labels {
  level?: Level
  tags?: string[]
  id?: string
}

/**
 * Reads the lines of labels at the beginning and the end of a body, between comments too. They are blanked: every
 * other offset stays. A line that says more than is understood stays as it is.
 */
export function takeLabels(text: string): { text: string; labels: Labels } {
  const labels: Labels = {}
  if (!key.test(text)) return { text, labels }
  const parts = text.split(/(\r\n|\n|\r)/)
  const take = (index: number) => {
    const line = parts[index]!
    const read = readLine(line)
    // What is said a second time is text.
    if (!read || Object.keys(read).some((name) => name in labels)) return false
    Object.assign(labels, read)
    parts[index] = ' '.repeat(line.length)
    return true
  }
  // Every second part is a line ending.
  let isComment = false
  for (let index = 0; index < parts.length; index += 2) {
    const line = parts[index]!
    if (isComment || /^\s*<!--/.test(line)) isComment = !line.includes('-->')
    else if (line.trim() !== '' && !take(index)) break
  }
  for (let index = parts.length - 1; index >= 0; index -= 2) {
    if (!/^\s*(<!--.*-->\s*|[-*_ ]{3,}|<br\s*\/?>)?$/.test(parts[index]!) && !take(index)) break
  }
  return { text: parts.join(''), labels }
}

const key = /\b(difficulty|level|complexity|seniority|tags?|id)\b|^\s*#[\p{L}\p{N}]\S*\s+#[\p{L}\p{N}]/imu
/** Two or more of Obsidian’s tags; a single one may be a heading without its space. */
const tagLine =
  /^\s*#[\p{L}\p{N}_/-]*\p{L}[\p{L}\p{N}_/-]*(?:\s+#[\p{L}\p{N}_/-]*\p{L}[\p{L}\p{N}_/-]*)+\s*$/u

/** A line of nothing but labels: `**Difficulty:** 🟢 Junior`, `Level: hard | Tags: a, b`, `- Tags: a`. */
function readLine(line: string): Labels | undefined {
  if (line.length > 300 || /^( {4}|\t)/.test(line) || !key.test(line)) return undefined
  if (tagLine.test(line)) return { tags: line.toLowerCase().match(/[^\s#]+/g)! }
  const words = line.replace(/^\s*(?:>\s*)*(?:[-*+]\s+)?/, '').replace(/[*_`]+(?=\W|$)|(?<=\W|^)[*_`]+/g, '')
  const labels: Labels = {}
  for (const part of words.split(/\s*[|·•]\s*/)) {
    const [, name, said] = part.match(/^[\s\p{S}\p{Mn}]*([\p{L} ]{2,20}?)\s*[:：]\s*(\S.*?)\s*$/u) ?? []
    if (name === undefined) return undefined
    if (/^(question )?(difficulty|level|complexity|seniority)( level)?$/i.test(name)) {
      const level = levelOf(said!)
      if (!level) return undefined
      labels.level = level
    } else if (/^tags?$/i.test(name)) {
      const tags = said!
        .split(/\s*[,;]\s*|\s+(?=#)/)
        .map((tag) => tag.replace(/^#/, '').trim().toLowerCase())
        .filter((tag) => tag !== '')
      if (tags.length === 0 || tags.some((tag) => tag.length > 40 || /[.?!]\s/.test(tag))) return undefined
      labels.tags = tags
    } else if (/^(question )?id$/i.test(name)) {
      // A mere number is one of this file only.
      const id = said!.toLowerCase()
      if (!/\p{L}/u.test(id) || !isId(id)) return undefined
      labels.id = id
    } else return undefined
  }
  return labels
}
