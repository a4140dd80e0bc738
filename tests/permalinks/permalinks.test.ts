import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { importTopic } from '../../src/importer/index.ts'
import { gather } from '../../src/permalinks/folders.ts'
import { giveIds } from '../../src/permalinks/index.ts'
import { emptyLedger, type Ledger, readLedger, writeLedger } from '../../src/permalinks/ledger.ts'

type Files = Record<string, string>
/** A question on its way into a file: its title, and what stands below it. */
type Asked = { title: string; below: string }

const things = [
  ...['anchor', 'buffer', 'cursor', 'daemon', 'enum', 'fiber', 'graph', 'heap', 'index', 'journal'],
  ...['kernel', 'lattice', 'mutex', 'node', 'oracle', 'packet', 'queue', 'register', 'socket', 'tuple'],
]
const twenty = things.map((thing, index): Asked => {
  const other = things[(index + 7) % things.length]
  return {
    title: `What is a ${thing}?`,
    below: `A ${thing} keeps ${index + 2} things in order.\n\nIt is made from a ${other}, and given back when nobody looks.`,
  }
})

function fileOf(questions: readonly Asked[], above = '# Made up\n'): string {
  return [above, ...questions.map(({ title, below }) => `### ${title}\n\n${below}\n`)].join('\n')
}

function name(files: Files, ledger: Ledger = emptyLedger(), day = '2026-01-31') {
  const read = Object.entries(files).map(([path, text]) => ({
    ...{ path, folder: 'content', topic: importTopic(`content/${path}`, Buffer.from(text)) },
  }))
  const naming = giveIds(gather(read), {
    ...{ ledger, isWhole: true, drafts: false, folder: 'content', today: day },
    addresses: addressesUnder('/'),
  })
  const problems = [...naming.problems].flatMap(([file, list]) =>
    list.map(({ line, code, message, hint }) => ({ place: `${file}:${line}`, code, message, hint })),
  )
  const ids = Object.fromEntries(
    naming.named.flatMap(({ topic, questionIds }) =>
      topic.questions.map(({ title }, index) => [title, questionIds[index]]),
    ),
  )
  return { ...naming, problems, ids }
}

/** What is recorded after a change is what was recorded before it, but for titles, places and texts. */
function expectKept(before: Files, after: Files) {
  const first = name(before)
  const second = name(after, first.ledger)

  expect(first.ledger.questions.size).toBe(20)
  expect(second.problems).toEqual([])
  expect([...second.ledger.questions.keys()].toSorted()).toEqual(
    [...first.ledger.questions.keys()].toSorted(),
  )
  return { first, second }
}

/** The ids of the twenty, asked under other titles, stay with the answers. */
function expectSame(first: ReturnType<typeof name>, second: ReturnType<typeof name>, now: readonly Asked[]) {
  expect(now.map(({ title }) => second.ids[title])).toEqual(twenty.map(({ title }) => first.ids[title]))
}

describe('an id stays, through', () => {
  const before = { 'a.md': fileOf(twenty) }

  test('a typo that is fixed in each title', () => {
    const misspelt = twenty.map((one) => ({ ...one, title: one.title.replace('What', 'Waht') }))
    const { first, second } = expectKept({ 'a.md': fileOf(misspelt) }, before)

    expect(twenty.map(({ title }) => second.ids[title])).toEqual(
      misspelt.map(({ title }) => first.ids[title]),
    )
  })

  test.each([
    [
      'a retitle',
      (one: Asked) => ({ ...one, title: `Tell us all you know of ${one.title.split(' ').at(-1)}` }),
    ],
    ['an answer that is written anew', ({ title }: Asked) => ({ title, below: 'It was explained badly.' })],
    [
      'a title and a word of the answer that change together',
      ({ title, below }: Asked) => ({
        title: title.replace('What is', 'Please describe'),
        below: below.replace('nobody looks', 'nobody is looking'),
      }),
    ],
    [
      'code below the title',
      ({ title, below }: Asked) => ({ title, below: `${below}\n\n\`\`\`js\nf()\n\`\`\`` }),
    ],
    [
      'other marks round the same words',
      ({ title, below }: Asked) => ({ title, below: `> ${below.replace('\n\n', '\n> \n> **')}**` }),
    ],
  ])('%s', (_, change) => {
    const now = twenty.map(change)
    const { first, second } = expectKept(before, { 'a.md': fileOf(now) })

    expectSame(first, second, now)
  })

  test('another order', () => {
    const { first, second } = expectKept(before, { 'a.md': fileOf(twenty.toReversed()) })

    expectSame(first, second, twenty)
  })

  test('questions that are put before them, even ones with the same title', () => {
    const first = name(before)
    const inserted = twenty.map(({ title }) => ({
      title,
      below: `Elsewhere, “${title}” is asked otherwise.`,
    }))
    const second = name({ 'a.md': fileOf(twenty), 'A.md': fileOf(inserted) }, first.ledger)

    expect(second.problems.filter(({ code }) => code !== 'topic-conflict')).toEqual([])
    expectSame(first, name({ 'a.md': fileOf([...inserted, ...twenty]) }, first.ledger), twenty)
    expect(second.ledger.questions.get('what-is-a-node')).toEqual(
      first.ledger.questions.get('what-is-a-node'),
    )
  })

  test('a move to another file, with other titles', () => {
    const now = twenty.map((one) => ({ ...one, title: one.title.replace('What is', 'Explain') }))
    const { first, second } = expectKept(before, {
      'a.md': fileOf(twenty.slice(0, 10)),
      'b.md': fileOf(now.slice(10)),
    })

    expectSame(first, second, [...twenty.slice(0, 10), ...now.slice(10)])
  })

  test('a new name of the file, as does the topic’s', () => {
    const { first, second } = expectKept(before, { 'deep/b.md': fileOf(twenty) })

    expectSame(first, second, twenty)
    expect(second.named[0]!.id).toBe('a')
    expect([...second.ledger.topics]).toEqual([['a', { title: 'Made up', file: 'deep/b.md' }]])
  })

  test('the splitting of a file: most of it keeps the topic’s', () => {
    const { first, second } = expectKept(before, {
      'b.md': fileOf(twenty.slice(0, 8)),
      'c.md': fileOf(twenty.slice(8)),
    })

    expectSame(first, second, twenty)
    expect(second.named.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  test('the joining of files: the topic that is gone leads to the other', () => {
    const { first, second } = expectKept(
      { 'a.md': fileOf(twenty.slice(0, 10)), 'b.md': fileOf(twenty.slice(10)) },
      { 'a.md': fileOf(twenty) },
    )

    expectSame(first, second, twenty)
    expect(second.ledger.topics.get('b')).toEqual({ title: 'Made up', file: 'b.md', to: 'a' })
  })

  test('an id that its author writes down later', () => {
    const now = twenty.map(({ below }, index) => ({
      title: `How do you explain case ${index}?`,
      below: `<!-- id: what-is-a-${things[index]} -->\n\n${below.length} words that nobody wrote before.`,
    }))
    const { first, second } = expectKept(before, { 'a.md': fileOf(now) })

    expectSame(first, second, now)
  })
})

describe('a question that vanished', () => {
  const [one, other] = twenty as [Asked, Asked]
  const { ledger } = name({ 'a.md': fileOf([one, other]) }, undefined, '2026-01-30')

  test('is told where it stood, with its address and the two commands that settle it', () => {
    expect(name({ 'a.md': fileOf([one]) }, ledger).problems).toEqual([
      {
        place: 'content/a.md:9',
        code: 'question-vanished',
        message:
          '“What is a buffer?” was published at /questions/what-is-a-buffer/ and stood here; it is nowhere now.',
        hint: expect.stringMatching(
          /permalinks redirect what-is-a-buffer <.*permalinks retire what-is-a-buffer/,
        ),
      },
    ])
    expect(name({ 'a.md': fileOf([one]) }, ledger).ledger.questions.has('what-is-a-buffer')).toBe(true)
  })

  test('is told even where its whole file is gone', () => {
    expect(name({ 'b.md': '### Why?\n\nSo.\n' }, ledger).problems).toMatchObject([
      { place: 'content/a.md:3', code: 'question-vanished' },
      { place: 'content/a.md:9', code: 'question-vanished' },
    ])
  })

  test('is told where it has become a draft', () => {
    const draft = { ...other, below: `<!-- draft: true -->\n${other.below}` }

    expect(name({ 'a.md': fileOf([one, draft]) }, ledger).problems).toMatchObject([
      { place: 'content/a.md:9', message: expect.stringMatching(/is a draft now\.$/) },
    ])
  })

  test('is named with what it may have become', () => {
    const now = { title: 'What is a ring buffer?', below: 'A circle of cells without an end.' }

    expect(name({ 'a.md': fileOf([one, now]) }, ledger).problems).toMatchObject([
      { hint: expect.stringContaining('redirect what-is-a-buffer what-is-a-ring-buffer') },
    ])
  })

  test('is not taken for one with a like title and another answer', () => {
    const list = {
      title: 'What is a list in our language?',
      below: 'It holds things in order, and may grow as it likes.',
    }
    const dict = {
      title: 'What is a dict in our language?',
      below: 'Keys lead to values; no key is there two times.',
    }
    const before = name({ 'a.md': fileOf([list]) })

    expect(name({ 'a.md': fileOf([dict]) }, before.ledger).problems).toMatchObject([
      { code: 'question-vanished' },
    ])
  })

  test('has its address again when it comes back', () => {
    const questions = new Map(ledger.questions)
    questions.set('what-is-a-buffer', { ...questions.get('what-is-a-buffer')!, retired: '2026-02-01' })
    const retired = { ...ledger, questions }

    expect(name({ 'a.md': fileOf([one]) }, retired).problems).toEqual([])
    const back = name({ 'a.md': fileOf([one, other]) }, retired).ledger.questions.get('what-is-a-buffer')!
    expect(back).toMatchObject({ published: '2026-01-30' })
    expect(back.retired).toBeUndefined()
  })
})

describe('questions with the same title', () => {
  const asked = (below: string): Asked => ({ title: 'What’s the output?', below })

  test('are told apart by section, by topic, or by words of their own', () => {
    const ids = (files: Files) => name(files).named.flatMap(({ questionIds }) => questionIds)
    const [one, two] = [fileOf([asked('One.')], ''), fileOf([asked('Two.')], '')]

    expect(ids({ 'a.md': `# T\n\n## Loops\n\n${one}\n## Scope\n\n${two}` })).toEqual([
      'whats-the-output-loops',
      'whats-the-output-scope',
    ])
    expect(ids({ 'a.md': one, 'b.md': two })).toEqual(['whats-the-output-a', 'whats-the-output-b'])
    expect(
      ids({ 'a.md': fileOf([asked('`sum(1)`\n\nA number.'), asked('`size(1)`\n\nA number.')]) }),
    ).toEqual(['whats-the-output-sum', 'whats-the-output-size'])
    expect(ids({ 'a.md': fileOf([asked('`i++`'), asked('`++i`')]) })).toEqual([
      expect.stringMatching(/^whats-the-output-[0-9a-f]{12}$/),
      expect.stringMatching(/^whats-the-output-[0-9a-f]{12}$/),
    ])
  })

  test('and the same answer share a page', () => {
    const { named, ledger } = name({ 'a.md': fileOf([asked('One.')]), 'b.md': fileOf([asked('One.')]) })

    expect(named.map(({ questionIds, twins }) => [questionIds, [...twins]])).toEqual([
      [['whats-the-output'], []],
      [['whats-the-output'], [0]],
    ])
    expect(ledger.questions.get('whats-the-output')!.file).toBe('a.md')
  })

  test('leave alone the one that is recorded', () => {
    const before = name({ 'b.md': fileOf([asked('One.')]) })
    const after = name({ 'a.md': fileOf([asked('Two.')]), 'b.md': fileOf([asked('One.')]) }, before.ledger)

    expect(after.named.flatMap(({ questionIds }) => questionIds)).toEqual([
      'whats-the-output-a',
      'whats-the-output',
    ])
  })
})

describe('an id of the author’s', () => {
  const claimed = { title: 'Who claims it?', below: '<!-- id: what-is-a-node -->\n\nSomebody new.' }

  test('that belongs to another question is refused', () => {
    const { ledger } = name({ 'a.md': fileOf(twenty) })

    expect(name({ 'a.md': fileOf([...twenty, claimed]) }, ledger).problems).toMatchObject([
      { code: 'id-taken', message: expect.stringContaining('“What is a node?” at content/a.md:81.') },
    ])
  })

  test('that leads elsewhere is refused', () => {
    const { ledger } = name({ 'a.md': fileOf(twenty) })
    const questions = new Map(ledger.questions)
    questions.set('what-is-a-node', { ...questions.get('what-is-a-node')!, to: 'what-is-a-heap' })
    const others = twenty.filter(({ title }) => !title.includes('node'))

    expect(name({ 'a.md': fileOf([...others, claimed]) }, { ...ledger, questions }).problems).toMatchObject([
      { code: 'id-taken', message: expect.stringContaining('the redirect to “what-is-a-heap”') },
    ])
  })

  test('that replaces the recorded one is asked for', () => {
    const { ledger } = name({ 'a.md': fileOf(twenty) })
    const now = twenty.map((one, index) =>
      index === 0 ? { ...one, below: `<!-- id: hook -->\n\n${one.below}` } : one,
    )

    expect(name({ 'a.md': fileOf(now) }, ledger).problems).toMatchObject([
      { code: 'question-vanished', hint: expect.stringContaining('redirect what-is-a-anchor hook') },
    ])
  })
})

describe('sections and tags', () => {
  const of = (...sections: [string, readonly Asked[]][]) => ({
    'a.md': `# T\n\n${sections.map(([title, asked]) => `## ${title}\n\n${fileOf(asked, '')}`).join('\n')}`,
  })
  const [first, second] = [twenty.slice(0, 10), twenty.slice(10)]

  test('of a section, the id stays when it is renamed', () => {
    const before = name(of(['Basics', first], ['More', second]))
    const after = name(of(['The very beginning', first], ['More', second]), before.ledger)

    expect(after.named[0]!.sectionIds).toEqual(['basics', 'more'])
  })

  test('that are joined lead to where the questions are', () => {
    const before = name(of(['Basics', first], ['More', second]))
    const after = name(of(['More', twenty]), before.ledger)

    expect(after.ledger.sections.get('a#basics')).toEqual({ title: 'Basics', to: 'a#more' })
  })

  test('of the same title are told apart by their first question', () => {
    expect(name(of(['Basics', first], ['Basics', second])).named[0]!.sectionIds).toEqual([
      'basics-what-is-a-anchor',
      'basics-what-is-a-kernel',
    ])
  })

  test('that nobody bears any more are retired, until somebody does', () => {
    const tagged = '---\ntags: [c++]\n---\n\n### Why?\n\nSo.\n'
    const before = name({ 'a.md': tagged })
    const without = name({ 'a.md': tagged.replace('c++', 'c#') }, before.ledger)
    const again = name({ 'a.md': tagged }, without.ledger)

    expect([...without.ledger.tags]).toEqual([
      ['c-plus-plus', { title: 'c++', retired: '2026-01-31' }],
      ['c-sharp', { title: 'c#' }],
    ])
    expect(again.ledger.tags.get('c-plus-plus')).toEqual({ title: 'c++' })
  })
})

describe('the ledger', () => {
  test('is the same after nothing has changed, and says when a text did', () => {
    const first = name({ 'a.md': fileOf(twenty) }, undefined, '2026-01-30')
    const same = name({ 'a.md': fileOf(twenty) }, first.ledger)
    const changed = name({ 'a.md': fileOf(twenty).replace('2 things', 'two things') }, first.ledger)

    expect(writeLedger(same.ledger)).toBe(writeLedger(first.ledger))
    expect(readLedger(writeLedger(same.ledger))).toEqual({ ledger: same.ledger, problems: [] })
    expect(changed.ledger.questions.get('what-is-a-anchor')).toMatchObject({
      ...{ published: '2026-01-30', updated: '2026-01-31', revision: 2 },
    })
  })

  test('changes in one line for a question that is put before all others', () => {
    const before = writeLedger(name({ 'a.md': fileOf(twenty.slice(1)) }).ledger).split('\n')
    const { ledger } = readLedger(before.join('\n'))
    const after = writeLedger(name({ 'a.md': fileOf(twenty) }, ledger).ledger).split('\n')

    expect(after.filter((line) => !before.includes(line))).toHaveLength(1)
  })
})

test('no shuffle of files and questions changes an id', () => {
  const asked = fc.record({
    title: fc.constantFrom(
      'What is printed?',
      'What is Printed',
      'Why?',
      'What is a heap?',
      '=>',
      '???',
      'Wo ist die Straße?',
      'Wo ist die Strasse?',
    ),
    below: fc
      .array(fc.constantFrom('heap', 'stack', 'queue', '`i++`', '`++i`', 'a', 'tree'), {
        minLength: 1,
        maxLength: 5,
      })
      .map((words) => words.join(' ')),
  })
  const files = fc.array(
    fc.uniqueArray(asked, { maxLength: 6, selector: ({ title, below }) => title + below }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )

  fc.assert(
    fc.property(files, fc.infiniteStream(fc.nat()), fc.boolean(), (files, chances, isRecorded) => {
      const shuffle = <One>(list: readonly One[]) =>
        list
          .map((one) => ({ one, by: chances.next().value as number }))
          .toSorted((a, b) => a.by - b.by)
          .map(({ one }) => one)
      const paths = files.map((_, index) => `${'abcd'[index]}.md`)
      const contentOf = (order: readonly number[], move: <One>(list: readonly One[]) => readonly One[]) =>
        Object.fromEntries(order.map((at) => [paths[at]!, fileOf(move(files[at]!), '# T\n\n## Part\n')]))
      const idsIn = (naming: ReturnType<typeof name>) =>
        naming.named
          .flatMap(({ topic, questionIds }) =>
            topic.questions.map(
              ({ title, markdown }, index) =>
                `${topic.file} ${title} ${markdown.trim()} ${questionIds[index]}`,
            ),
          )
          .toSorted()

      const plain = name(contentOf([...files.keys()], (list) => list))
      const shuffled = name(
        contentOf(shuffle([...files.keys()]), shuffle),
        isRecorded ? plain.ledger : undefined,
      )

      expect(idsIn(shuffled)).toEqual(idsIn(plain))
      expect(shuffled.problems).toEqual([])
      expect([...shuffled.ledger.questions.keys()].toSorted()).toEqual(
        [...plain.ledger.questions.keys()].toSorted(),
      )
    }),
  )
})
