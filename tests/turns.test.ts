import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { takeTurns } from '../src/turns.ts'

test('many are at work at once', async () => {
  const turns = takeTurns()

  await turns.begin()
  await turns.begin()
})

test('who is alone rests until all that has begun is over, and what comes later waits', async () => {
  const turns = takeTurns()
  const steps: string[] = []
  const end = await turns.begin()

  const alone = turns.alone(async (rest) => {
    steps.push('reading')
    await rest()
    steps.push('read')
  })
  const later = turns.begin().then(() => steps.push('later'))
  await setImmediate()
  steps.push('ends')
  end()
  await Promise.all([alone, later])

  expect(steps).toEqual(['reading', 'ends', 'read', 'later'])
})

test('an end that is told twice counts once', async () => {
  const turns = takeTurns()
  const [end] = [await turns.begin(), await turns.begin()]
  let isOver = false

  const alone = turns.alone(async (rest) => {
    await rest()
    isOver = true
  })
  end()
  end()
  await setImmediate()

  expect(isOver).toBe(false)
  void alone
})

test('what fails alone lets the others begin', async () => {
  const turns = takeTurns()

  await expect(turns.alone(() => Promise.reject(new Error('unread')))).rejects.toThrow('unread')

  await turns.begin()
})
