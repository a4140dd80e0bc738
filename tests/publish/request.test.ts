import { describe, expect, test } from 'vitest'
import { acceptsGzip, isDecodable, isNamed, namesIn, rangeOf } from '../../src/publish/request.ts'

describe('of ten bytes, a range', () => {
  test.each([
    ['bytes=0-3', { first: 0, last: 3 }],
    ['bytes=9-9', { first: 9, last: 9 }],
    ['bytes=4-', { first: 4, last: 9 }],
    ['bytes=4-99999999999999999999999', { first: 4, last: 9 }],
    ['Bytes= 4-5 ', { first: 4, last: 5 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=99-120', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    // Not well-formed, of another unit, or several: the whole is sent.
    ['bytes=10-5', undefined],
    ['bytes=5-4', undefined],
    ['bytes=', undefined],
    ['bytes=-', undefined],
    ['bytes=--5', undefined],
    ['bytes=a-b', undefined],
    ['bytes=1-2x', undefined],
    ['bytes=0x1-2', undefined],
    ['bytes=1.5-2', undefined],
    ['bytes 1-2', undefined],
    ['lines=1-2', undefined],
    ['1-2', undefined],
    ['', undefined],
    ['bytes=0-1,3-4', undefined],
    [undefined, undefined],
  ])('%j is %j', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range)
  })

  test('of nothing is none', () => {
    expect(['bytes=0-', 'bytes=-1', 'bytes=0-0'].map((header) => rangeOf(header, 0))).toEqual(
      Array(3).fill('unsatisfiable'),
    )
  })
})

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['"b",W/"a"', true],
  [' * ', true],
  ['"b"', false],
  ['a', false],
  ['"a', false],
  ['', false],
  [undefined, false],
])('If-None-Match: %s names the tag "a": %s', (header, named) => {
  expect(isNamed('"a"', header)).toBe(named)
})

test.each([
  ['gzip', true],
  ['br, GZIP;q=0.5', true],
  ['*', true],
  ['br, *;q=0.1', true],
  ['gzip ; q=0', false],
  ['gzip;q=0, *', false],
  ['gzip;q=0.000', false],
  ['gzip;q=x', false],
  ['br', false],
  ['identity', false],
  ['', false],
  [undefined, false],
])('Accept-Encoding: %s allows gzip: %s', (header, allowed) => {
  expect(acceptsGzip(header)).toBe(allowed)
})

test.each([
  ['/', ['']],
  ['', ['']],
  ['/topics/orm/', ['topics', 'orm', '']],
  ['/topics/orm', ['topics', 'orm']],
  ['/topics/orm/?q=/../a#b', ['topics', 'orm', '']],
  ['/search/?', ['search', '']],
  ['http://127.0.0.1:4321/topics/', ['topics', '']],
  ['HTTPS://example.org', ['']],
  ['/%D1%87%D1%82%D0%BE/', ['что', '']],
  [Buffer.from('/что/').toString('latin1'), ['что', '']],
  ['/c%2B%2B/', ['c++', '']],
  ['//evil.example/', undefined],
  ['/a//b', undefined],
  ['topics', undefined],
  ['*', undefined],
  ['/%', undefined],
  ['/%zz', undefined],
  ['/%C3', undefined],
  ['/%00', undefined],
  ['/a%00.html', undefined],
  ['/../etc/passwd', undefined],
  ['/a/../../b', undefined],
  ['/%2e%2e/b', undefined],
  ['/a/%2E%2E%2fb', undefined],
  ['/..%5cb', undefined],
  ['/a%5c..%5cb', undefined],
  ['/topics%2Form/', undefined],
  ['/./a', undefined],
  ['/.git/config', undefined],
])('the target %s leads to %j', (target, names) => {
  expect(namesIn(target)).toEqual(names)
})

test.each([
  ['/', true],
  ['/questions/%C3%A9/?q=%', true],
  ['/@vite/client', true],
  ['/%', false],
  ['/questions/%E0%A4%A/', false],
])('that the path of “%s” can be decoded is %s', (target, expected) => {
  expect(isDecodable(target)).toBe(expected)
})
