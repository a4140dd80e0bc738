import type { Shape } from './index.ts'

/** `### What is a queryset?`: a heading that reads as a question or asks for something. */
export const plainHeading: Shape = {
  id: 'A2',
  read({ text, words }) {
    return isQuestionLike(words) ? { title: text } : undefined
  },
}

const asking =
  /^(what|why|how|when|where|who|whose|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have|may|explain|describe|define|compare|contrast|discuss|differentiate|distinguish|list|name|tell|give|write|implement|show|mention|state|identify|suppose|imagine|difference)\b/i

/** Whether a title reads as a question: it ends in a question mark, or begins as questions begin. */
export function isQuestionLike(words: string): boolean {
  return /[?？؟][\s\p{P}\p{S}]*$/u.test(words) || asking.test(words.replace(/^[\s\p{P}\p{S}]+/u, ''))
}
