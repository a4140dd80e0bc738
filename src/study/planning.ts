import { dayFrom, type Today } from './days.ts'
import { type Entry, inScope } from './deck.ts'
import type { Model } from './memory.ts'
import type { Planning } from './plan.ts'
import { isDone, type State } from './replay.ts'
import type { Settings } from './settings.ts'

/** What there is to plan up to the day of the interview; `undefined` where no such day lies ahead. */
export function planningOf(
  questions: readonly Entry[],
  { date: iso, scope, answers, daysOff }: Settings,
  { state, model, today }: { state: State; model: Model; today: Today },
): Planning | undefined {
  const date = dayFrom(iso ?? '')
  if (date === undefined || date <= today.day) return undefined
  const deck = inScope(questions, scope, state)
  const done = new Set(deck.filter((one) => isDone(state.cards.get(one), today)))
  return { deck, cards: state.cards, model, today: today.day, date, answers, daysOff, done }
}
