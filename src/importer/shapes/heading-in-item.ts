import type { HeadingShape } from './headings.ts'
import { numberedHeading } from './numbered-heading.ts'
import { qHeading } from './q-heading.ts'
import { isQuestionLike } from './words.ts'

/** `3. ### What is a queryset?` */
export const headingInItem: HeadingShape = {
  id: 'A4',
  read(heading) {
    if (heading.form !== 'item') return undefined
    const { title, number } = qHeading.read(heading) ??
      numberedHeading.read(heading) ?? { title: heading.text, number: undefined }
    if (heading.itemNumber !== undefined) return { title, number: heading.itemNumber }
    return number !== undefined || isQuestionLike(heading.words) ? { title, number } : undefined
  },
}
