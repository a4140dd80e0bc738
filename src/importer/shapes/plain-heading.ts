import type { Shape } from './index.ts'

/** `### What is a queryset?`: a heading that reads as a question or asks for something. */
export const plainHeading: Shape = {
  id: 'A2',
  read({ text, words }) {
    return isQuestionLike(words) ? { title: text } : undefined
  },
}

/** Whether a title reads as a question: it asks, or begins as questions begin. */
export function isQuestionLike(words: string): boolean {
  return asks(words) || questionWord.test(bare(words))
}

/** Whether a title asks beyond doubt: with a question mark, or with a request such as “Explain”. */
export function asks(words: string): boolean {
  return /[?？؟][\s\p{P}\p{S}]*$/u.test(words) || request.test(bare(words))
}

const questionWord =
  /^(what|why|how|when|where|who|whose|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have|may|difference)\b/i
const request =
  /^(explain|describe|define|compare|contrast|discuss|differentiate|distinguish|list|name|tell|give|write|implement|show|mention|state|identify|suppose|imagine)\b/i

function bare(words: string): string {
  return words.replace(/^[\s\p{P}\p{S}]+/u, '')
}
