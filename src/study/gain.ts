import type { Day } from './days.ts'
import type { Memory, Model } from './memory.ts'

/** What choosing needs to know of a card. */
export interface Known {
  memory: Memory
  day: Day
  practised: number
}

/** How likely it is that a new question is answered at first sight. */
const atFirstSight = 0.5

/** The chance that a question is recalled on a day; what was never practised is not counted on. */
export function recallOn(day: Day, known: Known | undefined, model: Model): number {
  return known ? model.recall(known.memory, Math.max(0, day - known.day)) : 0
}

/**
 * What one answer on `day` is worth for the recall on the day `until`: the expected recall with it, less that without
 * it, for the answers that it is expected to cost. What is missed is asked once more the same day.
 */
export function gainOf(known: Known | undefined, day: Day, until: Day, model: Model): number {
  const chance = known ? recallOn(day, known, model) : atFirstSight
  const recall = (memory: Memory) => model.recall(memory, Math.max(0, until - day))
  const right = practise(known, day, model).memory
  const missed = practise(known, day, model, 'again').memory
  const answered = chance * recall(right) + (1 - chance) * recall(missed)
  return (answered - recallOn(until, known, model)) / (2 - chance)
}

/** A card after it was practised: recalled, or missed, asked again and then recalled. */
export function practise(
  known: Known | undefined,
  day: Day,
  model: Model,
  grade: 'again' | 'hard' | 'good' | 'easy' = 'good',
): Known {
  const days = known ? Math.max(0, day - known.day) : 0
  const first = model.after(known?.memory, grade, days)
  return {
    memory: grade === 'again' ? model.after(first, 'good', 0) : first,
    day: Math.max(day, known?.day ?? day),
    practised: (known?.practised ?? 0) + (known?.day === day ? 0 : 1),
  }
}
