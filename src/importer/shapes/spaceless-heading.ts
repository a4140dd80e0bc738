import type { HeadingShape } from './headings.ts'
import { numberedHeading } from './numbered-heading.ts'
import { plainHeading } from './plain-heading.ts'
import { qHeading } from './q-heading.ts'

/** `####3. What is a queryset?`, `##What is a queryset?` */
export const spacelessHeading: HeadingShape = {
  id: 'A5',
  read(heading) {
    if (heading.form !== 'spaceless') return undefined
    return qHeading.read(heading) ?? numberedHeading.read(heading) ?? plainHeading.read(heading)
  },
}
