import { expect, test } from 'vitest'
import { checkNumbers } from '../../src/importer/questions/numbers.ts'
import type { Mark } from '../../src/importer/shapes/shape.ts'

/** `17a` is a question, `-` one without a number, `#` a section. */
function marksOf(numbers: string): Mark[] {
  return numbers.split(' ').map((sign, start): Mark => {
    const [, number, letter] = sign.match(/^(\d+)(\w?)$/) ?? []
    const place = { title: sign, depth: 2, start, end: start + 1 }
    if (sign === '#') return { ...place, kind: 'section' }
    return { ...place, kind: 'question', number: number ? Number(number) : undefined, letter }
  })
}

test.each([
  ['1 2 3', []],
  ['1 2 4', ['4 after 2']],
  ['1 5 6', ['5 after 1']],
  ['1 2 2 3', ['2 after 2']],
  ['3 3 5', ['3 after 3', '5 after 3']],
  ['1 2 # 1 2', []],
  ['1 2 # 3 4', []],
  ['1 2 # 7 8', ['7 after 2']],
  ['1 2 # 3 4 # 6 7', ['6 after 4']],
  ['1 2 # 2 3', ['2 after 2']],
  ['1 2 # 1 2 # 4 5', []],
  ['1 # 1 # 1', []],
  ['1 2 # - 5', []],
  ['1 2 1 2', []],
  ['16 17a 17b 18', []],
  ['17 17a 17a', ['17 after 17']],
  ['1 - 3', []],
  ['5 3', []],
  ['1 15 42 121 206', []],
  ['1 1 1 1', []],
  ['1 1 1', []],
  ['1 1', ['1 after 1']],
])('the numbers %s', (numbers, odd) => {
  const found = checkNumbers(marksOf(numbers)).map(
    ({ mark, above }) => `${mark.number} after ${above.number}`,
  )

  expect(found).toEqual(odd)
})
