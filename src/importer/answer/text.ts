import type { Element, Nodes, Parents, Root } from 'hast'

/**
 * What a reader sees of a sanitized tree, as a browser's `innerText` has it: lines of a paragraph are joined, blocks are
 * parted by newlines, cells by tabs.
 */
export function textOf(tree: Root | Element): string {
  let text = ''
  // How many newlines part what comes next from the text, at least; 0 for a space.
  let parting: number | undefined
  const put = (part: string | number) => {
    if (typeof part === 'number') {
      if (text !== '') parting = Math.max(parting ?? 0, part)
    } else if (part !== '') {
      if (parting !== undefined) text += '\n'.repeat(parting) || ' '
      parting = undefined
      text += part
    }
  }

  const collect = ({ children }: Parents, isPre: boolean, isBroken: boolean, isBrokenBelow = isBroken) => {
    const lastOf = (names: RegExp) => children.findLastIndex((child) => isElement(child, names))
    const lastRow = lastOf(/^tr$/)
    const lastCell = lastOf(/^t[dh]$/)
    for (const [index, node] of children.entries()) {
      if (node.type === 'text' && isPre) put(node.value)
      else if (node.type === 'text') {
        const next = children[index + 1]
        putLines(node.value, put, index === 0 && isBroken, next ? isElement(next, /^br$/) : isBrokenBelow)
      } else if (node.type === 'element' && node.tagName !== 'rp') {
        const { tagName } = node
        const newlines = tagName === 'p' ? 2 : block.test(tagName) ? 1 : undefined
        const ends = tagName === 'br' || (tagName === 'tr' && index < lastRow)
        if (newlines) put(newlines)
        const isBlock = newlines !== undefined
        collect(node, isPre || tagName === 'pre', isBlock, isBlock || ends)
        if (/^t[dh]$/.test(tagName) && index < lastCell) put('\t')
        if (newlines) put(newlines)
        if (ends) put('\n')
      }
    }
  }
  collect(tree, isElement(tree, /^pre$/), isElement(tree, block))
  return text
}

/** Puts a text whose white space is collapsed: away at a break before or after it, to one space elsewhere. */
function putLines(
  text: string,
  put: (part: string | number) => void,
  isBroken: boolean,
  isBrokenBelow: boolean,
): void {
  const written = text.split('\n')
  const last = written.length - 1
  const lines = written.map((line, index) => {
    const words = line.replace(bidiMarks, '').split(/[\t ]+/)
    if (words.length > 1 && words[0] === '' && (index > 0 || isBroken)) words.shift()
    if (words.length > 1 && words.at(-1) === '' && (index < last || isBrokenBelow)) words.pop()
    return words.join(' ')
  })
  let isBelowText = false
  for (const [index, line] of lines.entries()) {
    // A space of no width takes the line break's place.
    const isJoined = line.endsWith('\u200B') || lines[index + 1]?.startsWith('\u200B')
    const isEdge = index === 0 || index === last
    if (!isJoined && (line === '' ? isEdge : isBelowText)) put(0)
    put(line)
    isBelowText = !isJoined && (isBelowText || line !== '')
  }
}

function isElement(node: Nodes, names: RegExp): node is Element {
  return node.type === 'element' && names.test(node.tagName)
}

const block = /^(blockquote|caption|d[dlt]|div|fig(caption|ure)|h[1-6]|hr|li|ol|p|pre|section|ul)$/
const bidiMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
