import { studyWords as words } from '../../words.ts'
import { isoOf } from '../days.ts'
import { practise } from '../gain.ts'
import { nextDay, plan } from '../plan.ts'
import type { Grade, Review } from '../records.ts'
import { graded } from '../replay.ts'
import { model, type Practice } from './practice.ts'

/** The day that each grade leads a question to, in words: the plan's where the day of the interview is known. */
export async function nextDays(practice: Practice, permalink: string): Promise<(grade: Grade) => string> {
  const { today, settings, state } = practice
  const card = state.cards.get(permalink)
  // Without the list of questions nothing is planned, and a grade counts all the same.
  const deck = settings.date === null ? undefined : await practice.deck().catch(console.info)
  const planning = deck ? practice.planning(deck.questions) : undefined
  const inWords = (day: number) => words.onDay(isoOf(day), isoOf(today.day))
  if (!planning?.deck.includes(permalink)) {
    const review = { permalink, time: 0, offset: 0 } as Review
    return (grade) => inWords(graded(card, { ...review, grade }, model, today.day).due)
  }
  const planned = plan(planning)
  return (grade) => {
    const day = nextDay(planned, practise(card, today.day, model, grade))
    return day === undefined ? words.notBefore : inWords(day)
  }
}
