import type { Hints } from '../importer/topic.ts'
import { isAnswerLabel, isSolution } from '../importer/vocabulary.ts'
import { groupsOf, isIndexName, type ReadFile } from './folders.ts'

/**
 * The files that are to be read again with what their folder tells, by their indexes: each as one question as a whole, for
 * that is what the others are, unless it lists questions of its own; or as a quiz, where several have check boxes.
 */
export function findNotes(read: readonly ReadFile[]): Map<number, Hints> {
  const found = groupsOf(read.filter(({ folder }) => folder !== undefined)).map(({ files, place }) => ({
    isSpread: place !== undefined,
    files: files.every(({ path }) => isIndexName(path))
      ? files
      : files.filter(({ path }) => !isIndexName(path)),
  }))
  const groups = found.map(({ files }) => files)
  const asking = found
    .filter(
      ({ files, isSpread }) =>
        isMostly(files, ({ topic }) => topic.note?.asks === true) ||
        isMostly(files, (file) => hasAnswer(file, isSpread)),
    )
    .map(({ files }) => files)
  // Beside folders whose files ask, one whose files have the parts that theirs have is one of them.
  const parts = recurring(asking.flat().map(headingsOf))
  const alike = groups.filter((group) =>
    isMostly(group, (file) => headingsOf(file).some((one) => parts.has(one))),
  )

  const hints = new Map<number, Hints>()
  const places = new Map(read.map((file, at) => [file, at]))
  for (const group of new Set([...asking, ...alike])) {
    const labels = recurring(group.map((file) => headingsOf(file).slice(0, 1)))
    for (const file of group) {
      const { note } = file.topic
      if (note && (!note.isRead || labels.has(note.headings[0]!)))
        hints.set(places.get(file)!, { note: { labels: [...labels] } })
    }
  }
  for (const group of groups) {
    const boxed = group.filter(({ topic }) => topic.note?.isBoxed)
    for (const file of boxed.length > 1 ? boxed : []) {
      const at = places.get(file)!
      hints.set(at, { ...hints.get(at), hasBoxesBeside: true })
    }
  }
  return hints
}

function headingsOf({ topic }: ReadFile): readonly string[] {
  return topic.note?.headings ?? []
}

/**
 * Whether one heading, and the first below the title, names what follows as the answer; a solution is one where each file
 * has a folder of its own.
 */
function hasAnswer(file: ReadFile, isSpread: boolean): boolean {
  const [, ...headings] = headingsOf(file)
  const places = [...headings.keys()].filter((at) => isAnswerLabel(headings[at]!))
  const [place] = places
  return places.length === 1 && place! < 2 && (isSpread || !isSolution(headings[place!]!))
}

/** Whether something is true of most of the files that list no questions of their own, and of at least two. */
function isMostly(group: readonly ReadFile[], is: (file: ReadFile) => boolean): boolean {
  const notes = group.filter(({ topic }) => topic.note !== undefined)
  const count = notes.filter(is).length
  return count > 1 && count * 2 > notes.length
}

/** The words that stand in most of several files, and in at least three. */
function recurring(files: readonly (readonly string[])[]): Set<string> {
  const counts = new Map<string, number>()
  for (const words of files.flatMap((file) => [...new Set(file)]))
    counts.set(words, (counts.get(words) ?? 0) + 1)
  const usual = [...counts].filter(([, count]) => count > 2 && count * 2 > files.length)
  return new Set(usual.map(([words]) => words).filter(Boolean))
}
