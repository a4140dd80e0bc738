import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { followIds } from '../src/content/memory.ts'
import { newsOf, whenOver } from '../src/dev.ts'
import { type Problem, problem } from '../src/problems.ts'
import { notesFor } from '../src/site/desk.ts'

const report = (file: string, ...problems: Problem[]) => ({ file, shape: null, questions: [], problems })
const unanswered = (title: string, line: number) => problem('answer-missing', { line, column: 1 }, title)
const unread = problem('file-unreadable', { line: 1, column: 1 }, 'permission denied')

test('a problem is told when it is new, wherever it has moved to; the others are counted', () => {
  const news = newsOf()

  const first = news([report('a.md', unanswered('Why?', 3))])
  const same = news([report('a.md', unanswered('Why?', 5))])
  const more = news([report('a.md', unanswered('Why?', 5), unanswered('How?', 9)), report('b.md', unread)])
  const none = news([report('a.md')])
  const again = news([report('a.md', unanswered('Why?', 3))])

  expect(first).toMatch(/^a\.md:3:1 warning answer-missing .*\n {2}hint: .*\n✔ 1 warning in 1 file [^\n]*$/)
  expect(same).toMatch(/^✔ 1 warning in 1 file [^\n]*\n {2}1 of them told before$/)
  expect(more).toMatch(
    /^a\.md:9:1 warning .*\n.*\nb\.md:1:1 error file-unreadable .*\n.*\n✖ 1 error, 2 warnings [^\n]*\n {2}1 of them told before$/,
  )
  expect(none).toMatch(/^✔ no problems in 1 file [^\n]*$/)
  expect(again).toMatch(/^a\.md:3:1 warning/)
})

test('a page that was open leads to where its question is shown now, however often that changes', () => {
  const ids = followIds()
  const see = (...pairs: [shown: string, remembered: string][]) =>
    ids.see({ ids: new Map(pairs), ledger: undefined! })

  see(['a', 'a'], ['x', 'x'])
  see(['ab', 'a'], ['x', 'x'])
  expect([ids.successorOf('a'), ids.successorOf('ab'), ids.successorOf('x')]).toEqual([
    'ab',
    undefined,
    undefined,
  ])
  see(['abc', 'a'])
  expect(['a', 'ab', 'abc', 'x', 'y'].map(ids.successorOf)).toEqual([
    'abc',
    'abc',
    undefined,
    undefined,
    undefined,
  ])
})

test('a page has the problems of what it shows, the worst first', () => {
  const reports = [
    report('a.md', unanswered('Why?', 3), unanswered('How?', 9)),
    report('b.md', unread),
    report('permalinks.json', problem('ledger-changed', { line: 1, column: 1 })),
  ]
  const placesOn = (files: string[], lines?: { from: number; to: number }) =>
    notesFor(reports, new Set(['a.md']), { files: new Set(files), ...(lines && { lines }) }).notes.map(
      ({ place }) => place,
    )

  expect(placesOn(['a.md'])).toEqual(['a.md:3', 'a.md:9'])
  expect(placesOn(['a.md'], { from: 8, to: 12 })).toEqual(['a.md:9'])
  expect(placesOn([])).toEqual(['b.md:1', 'permalinks.json:1'])
  const many = Array.from({ length: 20 }, (_, at) => unanswered('Why?', at + 1))
  expect(notesFor([report('a.md', ...many)], new Set(), { files: new Set(['a.md']) })).toMatchObject({
    notes: { length: 12 },
    more: 8,
  })
})

test.each(['before', 'after'])('a reader who leaves %s its turn is not waited for', async (when) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
  const closed = once(response, 'close')
  const { promise, resolve } = Promise.withResolvers<string>()

  if (when === 'after') whenOver(response, () => resolve('over'))
  client.destroy()
  await closed
  if (when === 'before') whenOver(response, () => resolve('over'))

  expect(await promise).toBe('over')
  server.close()
})
