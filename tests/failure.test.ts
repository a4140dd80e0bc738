import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Failure, tell } from '../src/failure.ts'

test('a failure is told by its message, and so is what the system says', () => {
  const refused = () => readFileSync('/nowhere/at/all')

  expect(tell(new Failure('The site is broken.'))).toBe('The site is broken.')
  expect(refused).toThrow(expect.toSatisfy((error) => /^ENOENT: [^\n]*$/.test(tell(error))))
})

test('a fault of ours tells where it comes from', () => {
  expect(tell(new TypeError('undefined is no function'))).toMatch(
    /^TypeError: undefined is no function\n\s+at .*failure\.test\.ts/,
  )
})
