import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { importTopic } from '../../src/importer/index.ts'
import { destinationsIn, resolveLinks } from '../../src/links/index.ts'
import { gather } from '../../src/permalinks/folders.ts'
import { giveIds } from '../../src/permalinks/index.ts'
import { emptyLedger } from '../../src/permalinks/ledger.ts'

/** How an answer of `boats/here.md` is shown among other notes, and what is told of it. */
function shown(answer: string) {
  const files = {
    'boats/here.md': `### What is here?\n\n${answer}\n\n### What is near?\n\nThis.\n`,
    'boats/Keel.md':
      '### What is a keel?\n\n#### How it is laid (old)\n\nFlat.\n\n### What else?\n\nNothing.\n',
    'wood/keel.md': '### Which wood?\n\nOak.\n\n### Which else?\n\nElm.\n',
    'wood/Deep oak.md': '### What is oak?\n\nA tree.\n\n### Is it old?\n\nYes.\n',
  }
  const read = Object.entries(files).map(([path, text]) => ({
    ...{ path, folder: 'content', topic: importTopic(`content/${path}`, Buffer.from(text)) },
  }))
  const { named } = giveIds(gather(read), {
    ...{ ledger: emptyLedger(), isWhole: true, drafts: false, folder: 'content', today: '2026-01-31' },
    addresses: addressesUnder('/'),
  })
  const { topic } = named[0]!
  const { html, problems } = resolveLinks(
    ...([topic.questions[0]!.answer!, topic.file, destinationsIn(named), addressesUnder('/')] as const),
  )
  const codes = [...topic.problems, ...problems].map(
    ({ code, line, endLine }) => `${code}:${line}-${endLine ?? line}`,
  )
  return { html: html.replace(/ id="[^"]*"/g, ''), codes }
}

describe('a link of a wiki leads to the note of its name', () => {
  test.each([
    ['[[Keel]]', '<a href="/topics/boats-keel/">Keel</a>'],
    ['[[keel.md]]', '<a href="/topics/boats-keel/">keel.md</a>'],
    ['[[wood/keel]]', '<a href="/topics/wood-keel/">wood/keel</a>'],
    ['[[Deep oak|the oak]]', '<a href="/topics/wood-deep-oak/">the oak</a>'],
    [
      '[[Keel#How it is laid (old)]]',
      '<a href="/questions/what-is-a-keel/#how-it-is-laid-old">Keel › How it is laid (old)</a>',
    ],
    [
      '[[Keel#What is a keel?#How it is laid (old)|laid]]',
      '<a href="/questions/what-is-a-keel/#how-it-is-laid-old">laid</a>',
    ],
    ['[[Keel#^block|block]]', '<a href="/topics/boats-keel/">block</a>'],
    ['[[#What is near?|near]]', '<a href="/questions/what-is-near/">near</a>'],
    ['![[Keel]]', '<a href="/topics/boats-keel/">Keel</a>'],
  ])('%s', (written, link) => {
    expect(shown(`See ${written}.`)).toEqual({ html: `<p>See ${link}.</p>`, codes: [] })
  })
})

test.each([
  ...[
    '[[Prototype]]',
    '[[nodiscard]]',
    '[[1, 2], [3]]',
    '[[1, 2]]',
    'if [[ -f a ]]',
    '[["a"]]',
    '`[[Keel]]`',
  ],
])('%s stays as it is', (written) => {
  const { html, codes } = shown(`See ${written}.`)

  expect(html.replace(/<[^<>]*>/g, '')).toBe(`See ${written.replaceAll('`', '')}.`)
  expect(codes).toEqual([])
})

test('one with words of its own that leads nowhere is told', () => {
  expect(shown('See [[Rigging|the rig]].')).toEqual({
    html: '<p>See <a>the rig</a>.</p>',
    codes: ['link-dead:3-3'],
  })
})

describe('what stands between two “%%” is left out, and told', () => {
  test.each([
    ['Oak. %%not yet%% Elm.', '<p>Oak.  Elm.</p>', 'text-left-out:3-3'],
    ['Oak.\n\n%% not yet %%', '<p>Oak.</p>', 'text-left-out:5-5'],
    ['Oak.\n\n%%\nnot yet\n%%\n\nElm.', '<p>Oak.</p>\n<p>Elm.</p>', 'text-left-out:5-7'],
    ['Oak.\n\n%%\n\n- not\n\nyet\n\n%%\n\nElm.', '<p>Oak.</p>\n<p>Elm.</p>', 'text-left-out:5-11'],
  ])('%j', (written, html, code) => {
    expect(shown(written)).toEqual({ html, codes: [code] })
  })

  test.each(['Use %% to print %% twice.', '5%% and 6%%', '%%', 'A %%d and a %%s', '`%%a%%`'])(
    '%s is text',
    (written) => {
      const { html, codes } = shown(written)

      expect(html.replace(/<[^<>]*>/g, '')).toBe(written.replaceAll('`', ''))
      expect(codes).toEqual([])
    },
  )
})
