import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'

function utf16(text: string, isBig: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), !isBig)
  return new Uint8Array(view.buffer)
}

const encode: Record<string, (text: string) => Uint8Array> = {
  'UTF-8': (text) => new TextEncoder().encode(text),
  'UTF-8 with mark': (text) => new TextEncoder().encode(`\ufeff${text}`),
  'UTF-16LE with mark': (text) => utf16(`\ufeff${text}`, false),
  'UTF-16BE with mark': (text) => utf16(`\ufeff${text}`, true),
  'UTF-16LE without': (text) => utf16(text, false),
}
const endings = { LF: '\n', CRLF: '\r\n', CR: '\r' }
const frontmatter = { 'no frontmatter': '', frontmatter: '---\ntitle: “é” 👍\ntags: [a]\n---\n' }
const before = {
  nothing: '',
  'a letter': 'é ',
  'an emoji': '👩‍🚀 ',
  'letters read as others': 'otherâ€™s cafÃ© ',
  'a stray mark': 'a\ufeffb\ufeff',
}

const cases = Object.keys(encode).flatMap((encoding) =>
  Object.entries(endings).flatMap(([ending, sign]) =>
    Object.entries(frontmatter).flatMap(([top, mapping]) =>
      Object.entries(before).map(([what, words]) => ({ encoding, ending, sign, top, mapping, what, words })),
    ),
  ),
)

describe('a place is a line and a column of UTF-16 code units', () => {
  test.each(cases)('$encoding, $ending, $top, after $what', ({ encoding, sign, mapping, words }) => {
    const written = [
      `${mapping}# Title 👍${words}`,
      `${words}[1](x:)`,
      `### 1. What is ${words}one?`,
      `${words}[2](x:) 👍[3](x:)\n${words}[4](x:)`,
      `- é\n\n  - ${words}[5](x:)`,
      `### 2. What is two?`,
    ]
      .join('\n\n')
      .replaceAll('\n', sign)

    const { problems, questions } = importTopic('a.md', encode[encoding]!(written))

    const lines = written.split(sign)
    const links = lines.flatMap((line, index) =>
      [...line.matchAll(/\[\d/g)].map((match) => `${index + 1}:${match.index + 1}`),
    )
    const marks = lines.flatMap((line, index) =>
      [...line.matchAll(/\ufeff/g)].map((match) => `${index + 1}:${match.index + 1}`),
    )
    const placesOf = (code: string) =>
      problems.filter((one) => one.code === code).map(({ line, column }) => `${line}:${column}`)
    expect(placesOf('link-dead')).toEqual(links)
    expect(placesOf('text-stray-mark')).toEqual(marks)
    expect(
      questions.map(({ line, endLine }) => [lines[line - 1]!.slice(0, 5), lines[endLine - 1]!.slice(-3)]),
    ).toEqual([
      ['### 1', 'x:)'],
      ['### 2', 'wo?'],
    ])
  })
})
