import { FSRSAlgorithm } from 'ts-fsrs'
import type { Grade } from './records.ts'

/** What a model believes of one learner's memory of one question. */
export interface Memory {
  /** Days until it is recalled with a chance of 9 in 10. */
  stability: number
  /** How hard the question is, in the model's own measure. */
  difficulty: number
}

/** A model of memory. It knows days and grades, and no clock. */
export interface Model {
  /** The memory after a grade, `days` whole days after the last one; `undefined` is the memory of what is new. */
  after(memory: Memory | undefined, grade: Grade, days: number): Memory
  /** The chance, 0 to 1, that it is recalled `days` days after the last grade. */
  recall(memory: Memory, days: number): number
  /** After how many days, one at least, it is to be asked again. */
  interval(memory: Memory): number
}

/** FSRS-6 with the weights that its authors found for most people. */
export function fsrs(): Model {
  const algorithm = new FSRSAlgorithm({ enable_fuzz: false, maximum_interval: 365 })
  return {
    after(memory, grade, days) {
      const { stability, difficulty } = algorithm.next_state(memory ?? null, checked(days), rating[grade])
      return { stability, difficulty }
    },
    recall: (memory, days) => algorithm.forgetting_curve(checked(days), memory.stability),
    interval: ({ stability }) => algorithm.next_interval(stability, 0),
  }
}

const rating = { again: 1, hard: 2, good: 3, easy: 4 } as const

/** The library lets NaN pass, and throws at what lies before the last grade. */
function checked(days: number): number {
  if (!(days >= 0)) throw new RangeError(`${days} days cannot lie between two grades`)
  return days
}
