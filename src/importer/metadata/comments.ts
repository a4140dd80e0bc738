import type { VFile } from 'vfile'
import type { Text } from '../source/text.ts'
import { questionFields } from './fields.ts'
import { nearest, type Read, readMapping } from './mapping.ts'

/** Metadata are comments any line of which begins with one of its keys; others are only remarks. */
export function readMetadata(comments: readonly Text[], file: VFile): Read<typeof questionFields> {
  const keys = Object.keys(questionFields)
  const metadata = comments.filter(({ text }) =>
    [...text.matchAll(/^\s*([\w-]+)\s*:/gm)].some(([, key]) => nearest(key!, keys)),
  )
  const whole = ({ text }: Text) => ({ start: 0, end: text.length })
  return Object.assign(
    {},
    ...metadata
      .map(aligned)
      .map((text) => readMapping(text, whole(text), questionFields, 'metadata-not-yaml', file)),
  )
}

/** A comment whose first line stands beside its opening sign: to YAML, it begins where the others do. */
function aligned(comment: Text): Text {
  const [before] = comment.text.match(/^[ \t]*(?=\S)/) ?? []
  if (before === undefined) return comment
  const others = comment.text.split(/\r\n|\n|\r/).slice(1)
  const indents = others.filter((line) => /\S/.test(line)).map((line) => line.search(/[^ ]/))
  const indent = ' '.repeat(indents.length > 0 ? Math.min(...indents) : 0)
  return {
    ...comment,
    text: indent + comment.text.slice(before.length),
    placeAt: (offset) => comment.placeAt(Math.max(0, offset - indent.length) + before.length),
  }
}
