import type { HeadingShape } from './headings.ts'
import { isQuestionLike } from './words.ts'

/** `### What is a queryset?`: a heading that reads as a question or asks for something. */
export const plainHeading: HeadingShape = {
  id: 'A2',
  read: ({ text, words }) => (isQuestionLike(words) ? { title: text } : undefined),
}
