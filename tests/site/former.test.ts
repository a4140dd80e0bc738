import { expect, test } from 'vitest'
import { fingerprintOf } from '../../src/importer/questions/fingerprint.ts'
import { emptyLedger, type RecordedQuestion } from '../../src/permalinks/ledger.ts'
import { formerOf } from '../../src/site/former.ts'

test('who finds a question gone is shown those of its own topic first, then what is like it elsewhere', () => {
  const ledger = emptyLedger()
  const ask = (id: string, title: string, topic: string, others: Partial<RecordedQuestion> = {}) =>
    ledger.questions.set(id, {
      ...{ title, place: topic, file: `${topic}.md`, line: 1, published: '2026-01-31' },
      ...{ fingerprint: digestsOf(`${id}: ${title}`) },
      ...others,
    })
  ask('gone', 'What is a tide?', 'sea', { retired: '2026-02-01' })
  ask('tide-table', 'What is a tide table?', 'harbour')
  ask('reef', 'How does a reef grow?', 'sea')
  ask('spring-tide', 'What is a spring tide?', 'sea')
  ask('crane', 'Whose hands move those large cranes over there?', 'harbour')

  const [gone] = formerOf(ledger)

  expect(gone?.nearest.slice(0, 3)).toEqual(['spring-tide', 'reef', 'tide-table'])
})

function digestsOf(text: string) {
  const answer = { html: '', text, headings: [], anchors: [], links: [], images: [] }
  return fingerprintOf({ prompt: undefined, choices: [], answer })
}
