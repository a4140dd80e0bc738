import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Compared, findRelated } from '../../src/site/related.ts'

const questions: Record<string, Compared> = {
  closure: { about: 'What is a closure?', text: 'A function with the scope that it was made in.' },
  scope: { about: 'What is a scope of a function?', text: 'Where names hold. A closure keeps it.' },
  index: { about: 'What is an index of a table?', text: 'It finds rows without reading all of them.' },
  indexes: { about: 'When do indexes slow a table down?', text: 'When rows are written: each index is too.' },
  queue: { about: 'What does a broker do?', text: 'It hands on messages.' },
  boundary: { about: '什么是闭包？', text: '函数与其词法环境的组合。' },
  keeping: { about: '闭包有什么用？', text: '它保存词法环境。' },
}
const names = Object.keys(questions)

/** Others, so that common words are common. */
const others = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'].map((word) => ({
  about: `What is the ${word} of a function, and when does a table do without it?`,
  text: `It is a ${word}, that it was made in where it finds names without reading all of them.`,
}))

function relatedTo(name: string): string[] {
  const related = findRelated([...Object.values(questions), ...others], 3)
  return related[names.indexOf(name)]!.map((place) => names[place]!)
}

describe('related are', () => {
  test.each([
    ['what shares rare words', 'closure', 'scope'],
    ['what shares them in another number', 'index', 'indexes'],
    ['what shares them in a script without spaces', 'boundary', 'keeping'],
  ])('%s', (_, name, first) => {
    expect(relatedTo(name)[0]).toBe(first)
  })

  test('none where only common words are shared', () => {
    expect(relatedTo('queue')).toEqual([])
  })

  test('the words of a title more than those of a text', () => {
    const many = [
      { about: 'hoisting', text: '' },
      { about: 'gamma', text: 'hoisting' },
      { about: 'hoisting', text: 'zeta eta' },
      ...['theta', 'iota', 'kappa', 'lambda', 'my'].map((about) => ({ about, text: about })),
    ]

    expect(findRelated(many, 2)[0]).toEqual([2, 1])
  })
})

test('whatever is compared, nothing is its own, none comes twice, and equals come in order', () => {
  const word = fc.constantFrom('a1', 'b2', 'c3', 'd4', 'e5', '闭包', 'the')
  const compared = fc.record({
    about: fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
    text: fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  })
  fc.assert(
    fc.property(fc.array(compared, { maxLength: 12 }), (all) => {
      const related = findRelated(all, 4)

      expect(related).toHaveLength(all.length)
      expect(findRelated(all, 4)).toEqual(related)
      for (const [place, others] of related.entries()) {
        expect(others.length).toBeLessThanOrEqual(4)
        expect(new Set(others).size).toBe(others.length)
        expect(others).not.toContain(place)
        for (const other of others) expect(all[other]).toBeDefined()
      }
    }),
  )
})
