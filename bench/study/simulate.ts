import type { Known } from '../../src/study/gain.ts'
import { practise, recallOn } from '../../src/study/gain.ts'
import { fsrs } from '../../src/study/memory.ts'
import { queueToday } from '../../src/study/plan.ts'
import { randomFrom } from '../random.ts'

interface Setting {
  questions: number
  days: number
  /** How many questions are asked a day; what is missed is asked again the same day, for nothing. */
  answers: number
}

/** What became of all learners together. */
export interface Outcome {
  name: string
  recall: number
  /** The share of questions that were never asked, and of those asked on two days or more. */
  unseen: number
  twice: number
}

/** Learners of one seed are the same for each way of choosing. */
export function simulate(setting: Setting, learners = 200): Outcome[] {
  return Object.entries(ways).map(([name, choose]) => {
    const all = Array.from({ length: learners }, (_, seed) => study(setting, choose, seed + 1))
    const mean = (of: (one: (typeof all)[number]) => number) =>
      all.reduce((sum, one) => sum + of(one), 0) / learners
    return {
      name,
      recall: mean(({ recall }) => recall),
      unseen: mean(({ unseen }) => unseen),
      twice: mean(({ twice }) => twice),
    }
  })
}

const model = fsrs()

/** The questions of a day, in order. */
type Choose = (
  setting: Setting,
  cards: ReadonlyMap<string, Known>,
  day: number,
  deck: readonly string[],
) => string[]

const dueOf: Choose = (_, cards, day) => {
  const due = (one: Known) => one.day + model.interval(one.memory)
  return [...cards]
    .filter(([, one]) => due(one) <= day)
    .toSorted(([, a], [, b]) => due(a) - due(b))
    .map(([one]) => one)
}
const newOf = (cards: ReadonlyMap<string, Known>, deck: readonly string[]) =>
  deck.filter((one) => !cards.has(one))

const ways: Record<string, Choose> = {
  'FSRS, due first': (...all) => [...dueOf(...all), ...newOf(all[1], all[3])],
  'FSRS, new first': (...all) => [...newOf(all[1], all[3]), ...dueOf(...all)],
  'Viva’s plan': ({ days, answers }, cards, today, deck) =>
    queueToday({ deck, cards, model, today, date: days, answers, daysOff: [], done: new Set() }),
}

/** One learner, whose memory is not what the model thinks, and who studies on three days of four. */
function study(setting: Setting, choose: Choose, seed: number) {
  const random = randomFrom(seed)
  const deck = Array.from({ length: setting.questions }, (_, index) => `question-${index}`)
  // Between half and twice what the model thinks, for most.
  const off = Math.exp(gauss(random) * 0.5)
  const studied = Array.from({ length: setting.days }, () => random() >= 0.25)
  const cards = new Map<string, Known>()
  const real = (one: Known): Known => ({
    ...one,
    memory: { ...one.memory, stability: one.memory.stability * off },
  })
  for (const [day, isStudied] of studied.entries()) {
    if (!isStudied) continue
    for (const one of choose(setting, cards, day, deck).slice(0, setting.answers)) {
      const known = cards.get(one)
      const chance = known ? recallOn(day, real(known), model) : 0.5
      cards.set(one, practise(known, day, model, random() < chance ? 'good' : 'again'))
    }
  }
  const asked = [...cards.values()]
  const recalled = asked.map((one) => recallOn(setting.days, real(one), model))
  return {
    recall: recalled.reduce((sum, one) => sum + one, 0) / deck.length,
    unseen: 1 - asked.length / deck.length,
    twice: asked.filter(({ practised }) => practised >= 2).length / deck.length,
  }
}

/** A normally distributed number. */
function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
