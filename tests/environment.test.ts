import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readEnvironment } from '../src/environment.ts'

test('without variables, all is as a plain start has it', () => {
  const plain = {
    ...{
      contentDir: 'content',
      outDir: resolve('dist'),
      site: 'http://127.0.0.1:4321',
      base: '/',
      port: 4321,
    },
    isCi: false,
  }

  expect(readEnvironment({})).toMatchObject({ environment: plain, faults: [] })
  const empty = { CONTENT_DIR: '', OUT_DIR: '', SITE: '', BASE: '', PORT: '', CI: '' }
  expect(readEnvironment(empty)).toMatchObject({ environment: plain, faults: [] })
})

test.each([
  ['SITE', 'https://example.org', 'site', 'https://example.org'],
  ['SITE', 'https://example.org/', 'site', 'https://example.org'],
  ['SITE', 'HTTPS://Example.ORG:443', 'site', 'https://example.org'],
  ['SITE', 'http://localhost:8080', 'site', 'http://localhost:8080'],
  ['SITE', 'https://面接.example', 'site', 'https://xn--gzuq56i.example'],
  ['SITE', 'http://[::1]:8080', 'site', 'http://[::1]:8080'],
  ['BASE', '/', 'base', '/'],
  ['BASE', '//', 'base', '/'],
  ['BASE', 'prep', 'base', '/prep/'],
  ['BASE', '/~you/prep.2/', 'base', '/~you/prep.2/'],
  ['PORT', '0', 'port', 0],
  ['PORT', '65535', 'port', 65_535],
] as const)('%s may be “%s”', (name, value, key, meant) => {
  const { environment, faults } = readEnvironment({ [name]: value })

  expect(environment[key]).toBe(meant)
  expect(faults).toEqual([])
})

test.each([
  ...['abc', '-1', '65536', '4321.5', '0x10', '4321 ', '1e3', 'NaN'].map((value) => ['PORT', value]),
  ...[
    'example.org',
    'ftp://example.org',
    '/prep/',
    'https://',
    'https://example.org/prep',
    'https://a b.org',
  ].map((value) => ['SITE', value]),
  ...[
    'https://example.org?x',
    'https://example.org/#x',
    'https://you:secret@example.org',
    'javascript:0',
  ].map((value) => ['SITE', value]),
  ...['"', "'", '{', '}', '$', '`', '(', ',', ';', '*', '&', '+', '=', '!', '..'].map((end) => [
    'SITE',
    `https://example.org${end}`,
  ]),
  ...[
    'https://example.org/prep/',
    '/a b/',
    '/a/../b/',
    '/./',
    '/a//b/',
    '/a?b',
    '/a#b',
    '/a%/',
    '/a%20b/',
  ].map((value) => ['BASE', value]),
  ...['/a"b/', "/a'b/", '/a{b}/', '/a;b/', '/a$b/', '/a\\b/', '/a\nb/', '/面接/', '/<b>/'].map((value) => [
    'BASE',
    value,
  ]),
] as [string, string][])('%s may not be “%s”, and has its default then', (name, value) => {
  const { environment, faults } = readEnvironment({ [name]: value })

  expect(faults).toEqual([{ name, value, takes: expect.any(String) }])
  expect(environment).toMatchObject({ site: 'http://127.0.0.1:4321', base: '/', port: 4321 })
})
