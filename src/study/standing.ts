import type { Today } from './days.ts'
import type { Model } from './memory.ts'
import { type Card, isDone } from './replay.ts'

export const standings = ['new', 'learning', 'known', 'due'] as const
/** Never practised; not yet known; known by now; to be asked again today. */
export type Standing = (typeof standings)[number]

/** How a question stands with a learner today. */
export function standingOf(card: Card | undefined, today: Today, model: Model): Standing {
  if (!card) return 'new'
  if (card.due <= today.day && !isDone(card, today)) return 'due'
  const recall = model.recall(card.memory, Math.max(0, today.day - card.day))
  return card.practised > 1 && recall >= 0.9 ? 'known' : 'learning'
}
