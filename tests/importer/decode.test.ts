import fc from 'fast-check'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import { decode, repairText } from '../../src/importer/source/decode.ts'
import { problemsOf } from '../../src/problems.ts'

function read(bytes: Uint8Array | string) {
  const file = new VFile()
  const source = decode(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, file)
  const problems = problemsOf(file, source ? source.toFile : (point) => point)
  return { source, problems: [...problems, ...(source?.dropped ?? [])] }
}

/** A text as somebody's editor showed it who opened its UTF-8 as Windows-1252. */
function misread(text: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))
}

describe('mojibake', () => {
  test.each([
    ['other’s', 'otherâ€™s'],
    ['café', 'cafÃ©'],
    ['voilà', 'voilÃ\u00a0'],
    ['“quoted”', 'â€œquotedâ€\u009d'],
    ['5 °C', '5 Â°C'],
    ['a — b', 'a â€” b'],
    ['10 €', '10 â‚¬'],
    ['5 ≤ 6 → 7', '5 â‰¤ 6 â†’ 7'],
    ['done ✓', 'done âœ“'],
    ['fine 👍', 'fine ðŸ‘\u008d'],
    ['Привет', 'ÐŸÑ€Ð¸Ð²ÐµÑ‚'],
    ['twice: ’', 'twice: Ã¢â‚¬â„¢'],
  ])('of %s is repaired', (meant, shown) => {
    expect(repairText(shown)).toBe(meant)
  })

  test.each([
    '« voilé »',
    '« é\u00a0»',
    '3 ×– 4',
    'MANHÃ\u00a0»',
    'Ä…',
    'å–',
    'naïve café',
    '“déjà vu”…',
    'Ñandú',
    'â',
    'Ã',
  ])('is not seen in the correct text %s', (text) => {
    expect(repairText(text)).toBe(text)
  })

  test.each([
    '`otherâ€™s`',
    '    otherâ€™s',
    '```\notherâ€™s\n```',
    '<pre>otherâ€™s</pre>',
    '- `x`\n\n      otherâ€™s',
  ])('stays in the code of %j', (text) => {
    expect(repairText(text)).toBe(text)
  })

  test('leaves plain English and its typography alone', () => {
    // Three and more of these signs in a row are no typography: they may well be what an e with an accent became.
    const words = fc.stringMatching(/^(?:[‘’“”–—…€éèàçñüö]{0,2}[ -~\n]){0,60}$/)

    fc.assert(fc.property(words, (text) => repairText(text) === text))
  })

  test('of a word with typographic quotes comes back whole', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}[’“”–—…éèçñüö][a-z]{1,8}$/)

    fc.assert(fc.property(word, (text) => repairText(misread(text)) === text))
  })

  test('is reported once a word, at the column it has in the file', () => {
    const { problems } = read('aâ€™b â€œcâ€\u009d otherâ€™s')

    expect(problems.map(({ line, column, message }) => [line, column, message])).toEqual([
      [1, 2, '“aâ€™b” was read as “a’b”.'],
      [1, 7, '“â€œcâ€\u009d” was read as ““c””.'],
      [1, 20, '“otherâ€™s” was read as “other’s”.'],
    ])
  })
})

describe('bytes that are not UTF-8', () => {
  test.each<[string, number[], number, number]>([
    ['Latin letters', [0x61, 0x0a, 0x63, 0xe9, 0x20], 2, 2],
    ['a sequence cut short', [0xe2, 0x82], 1, 1],
    ['an overlong form', [0x61, 0xc0, 0xaf], 1, 2],
    ['a surrogate', [0xed, 0xa0, 0x80], 1, 1],
    ['a letter after an emoji', [0xf0, 0x9f, 0x98, 0x80, 0xff], 1, 3],
    ['a letter after a mark', [0xef, 0xbb, 0xbf, 0x61, 0xff], 1, 2],
    ['a letter after a real “�”', [0xef, 0xbf, 0xbd, 0xff], 1, 2],
  ])('%s: told with their place', (_, bytes, line, column) => {
    const { source, problems } = read(Uint8Array.from(bytes))

    expect(source).toBeUndefined()
    expect(problems).toMatchObject([{ line, column, severity: 'error', code: 'text-not-utf8' }])
  })

  test('are either refused or read, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const { source, problems } = read(bytes)

        return source !== undefined || problems.some(({ severity }) => severity === 'error')
      }),
    )
  })
})

describe('bytes that are Windows-1252', () => {
  test.each([
    ['caf\xe9 na\xefve \x93d\xe9j\xe0 vu\x94', true],
    ['other\x92s \x96 10 \x80\n\xa9 2020', true],
    ['\xab \xe9t\xe9 \xbb\xa0!', true],
    ['caf\xc3\xa9 and caf\xe9', false],
    ['\xfd\xfe\xff x', false],
    ['\x81 \x8d', false],
    ['\xf0\x9f\x98', false],
  ])('are told as such: %j %s', (text, isTold) => {
    const { problems } = read(Uint8Array.from(text, (character) => character.charCodeAt(0)))

    expect(problems.map(({ code, hint }) => [code, hint.includes('Windows-1252')])).toEqual([
      ['text-not-utf8', isTold],
    ])
  })
})

describe('UTF-16', () => {
  const utf16 = (text: string, isBig: boolean) => {
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let index = 0; index < text.length; index++)
      view.setUint16(index * 2, text.charCodeAt(index), !isBig)
    return bytes
  }

  test.each([
    ['with its mark', '\ufeff# Was heißt “Привет 👍”?\r\n', '# Was heißt “Привет 👍”?\r\n'],
    ['without its mark', '# Was heißt “Привет”?\n', '# Was heißt “Привет”?\n'],
  ])('%s is read, and told', (_, written, text) => {
    for (const isBig of [false, true]) {
      const { source, problems } = read(utf16(written, isBig))

      expect(source!.text).toBe(text)
      expect(problems).toMatchObject([{ line: 1, column: 1, severity: 'warning', code: 'text-utf16' }])
    }
  })

  test.each([
    ['a NUL in two letters', 'a\0b'],
    ['many NULs', 'a\0\0\0b\0\0\0c\0\0\0d\0\0\0'],
    ['two bytes', 'a\0'],
  ])('is not seen in %s', (_, text) => {
    expect(read(text).problems).toMatchObject([{ code: 'file-not-text' }])
  })

  test('with half a pair is read up to what was lost', () => {
    expect(read(utf16('\ufeffab \ud83d c', false)).problems).toMatchObject([
      { code: 'text-utf16' },
      { line: 1, column: 4, code: 'text-lost-character' },
    ])
  })
})

test('a byte order mark in mid-file is dropped, and told at its place', () => {
  const { source, problems } = read('\ufeffa\ufeffb\n\ufeff\ufeffc `d\ufeff` cafÃ©\ufeff')

  expect(source!.text).toBe('ab\nc `d` café')
  expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
    ...['2:13 text-mojibake', '1:2 text-stray-mark', '2:1 text-stray-mark', '2:2 text-stray-mark'],
    ...['2:7 text-stray-mark', '2:15 text-stray-mark'],
  ])
  expect(source!.toFile(source!.placeAt(3))).toEqual({ line: 2, column: 3 })
})

test('a place in the text is that of its offset, after every kind of line ending', () => {
  const { source } = read('a\r\nbc\rd\n\ne')

  expect([0, 3, 4, 6, 8, 9].map(source!.placeAt).map(({ line, column }) => `${line}:${column}`)).toEqual([
    ...['1:1', '2:1', '2:2', '3:1', '4:1', '5:1'],
  ])
})

test('a byte order mark is no text, and a NUL says that there is none', () => {
  expect(read('\ufeffab').source!.text).toBe('ab')
  expect(read('a\0b').problems).toMatchObject([{ line: 1, column: 2, code: 'file-not-text' }])
})

describe('what is no character', () => {
  test.each([
    ['a\0bcdefgh', 'a\uFFFDbcdefgh'],
    ['\x1b[1m', '\uFFFD[1m'],
    ['a\tb\r\nc\rd\n', 'a\tb\r\nc\rd\n'],
    ['\x0b\x0c\x7f\x80\x85\x9f', '\uFFFD'.repeat(6)],
    ['\ufdd0\ufffe\uffff \u{1fffe}\u{10ffff}x', '\uFFFD\uFFFD\uFFFD \uFFFD\uFFFDx'],
    ['👍 \u00a0\u200d\u2028\ue000', '👍 \u00a0\u200d\u2028\ue000'],
    ['itâ€™s \x1b', 'it’s \uFFFD'],
  ])('%j is read as %j', (written, text) => {
    expect(read(written).source!.text).toBe(text)
  })

  test('is told once a line, at its place in the file', () => {
    const { questions, problems } = importTopic(
      'a.md',
      Buffer.from('### 1. A\x1b\x1b?\n\n\u{1fffe} Ã© \x00 b\n\n[x](no.md) \x7f\n'),
    )

    expect(questions.map(({ title }) => title)).toEqual(['A\uFFFD\uFFFD?'])
    expect(problems.map(({ code, line, column }) => `${line}:${column} ${code}`)).toEqual([
      '1:9 text-unreadable',
      '3:1 text-unreadable',
      '3:4 text-mojibake',
      '5:12 text-unreadable',
    ])
    expect(problems[0]!.message).toBe(
      'U+001B, and 1 more like it, is not a character that can be shown, and was read as “�”.',
    )
  })

  test('leaves the importer by no escape', () => {
    const escaped = [
      '---\ntitle: "a\\0b\\e"\ndescription: "\\x9F"\ntags: ["\\uFFFF"]\n---\n',
      '# T &#27; <b title="&#11;">x</b>\n\nIntro &#x7f;\n\n## S&#xFFFE;\n',
      '### 1. A &#1;?\n<!-- aliases: ["\\b", "\\uD800"] -->\n\n&#27; [x](a%00b.md) ![](c%1B.png) <a id="&#2;">y</a>\n\n```a&#3;b\n&#27;\n```\n',
    ].join('\n')

    const topic = importTopic('a.md', Buffer.from(escaped))

    expect(JSON.stringify(topic)).not.toMatch(/\\u00[01][\da-f]|\\[bf]|\\ud[89a-f]|[\x7f-\x9f\ufffe\uffff]/i)
    expect(topic.problems.filter(({ code }) => code === 'text-unreadable')).toHaveLength(2)
  })
})
