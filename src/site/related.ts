/** What is compared of a question: words that tell what it is about, and all other text. */
export interface Compared {
  /** Its title and its tags: a word of them counts as much as `weightOfTopic` words of the text. */
  about: string
  text: string
}

/**
 * Which questions are most like each, best first: for every question the places of at most `most` others.
 *
 * The measure is the cosine of TF-IDF vectors. A question is a vector with one number for each of its words: how
 * often the word stands in it, dampened (1 + ln n), times how rare the word is among all questions (ln N/n). Each
 * vector is scaled to length 1; the sum of the products of the numbers that two questions share is then 1 where they
 * say the same and 0 where they share no word. Below `leastLike` a likeness is chance.
 *
 * To stay near linear, a question keeps only its `mostWords` weightiest words, and words of more than `mostShared`
 * questions, which tell little, are passed over. The same questions always give the same answer: of equals the
 * earlier comes first.
 */
export function findRelated(questions: readonly Compared[], most: number): number[][] {
  const counts = questions.map(countWords)
  const questionsWith = new Map<string, number>()
  for (const words of counts) {
    for (const word of words.keys()) questionsWith.set(word, (questionsWith.get(word) ?? 0) + 1)
  }
  const vectors = counts.map((words) => vectorOf(words, questionsWith, questions.length))
  const bearers = new Map<string, [place: number, weight: number][]>()
  for (const [place, vector] of vectors.entries()) {
    for (const [word, weight] of vector) {
      const others = bearers.get(word)
      if (others) others.push([place, weight])
      else bearers.set(word, [[place, weight]])
    }
  }
  return vectors.map((vector, place) => {
    const likeness = new Map<number, number>()
    for (const [word, weight] of vector) {
      for (const [other, its] of bearers.get(word)!) {
        if (other !== place) likeness.set(other, (likeness.get(other) ?? 0) + weight * its)
      }
    }
    return [...likeness]
      .filter(([, like]) => like >= leastLike)
      .toSorted(([one, likeOne], [two, likeTwo]) => likeTwo - likeOne || one - two)
      .slice(0, most)
      .map(([other]) => other)
  })
}

const weightOfTopic = 4
const mostWords = 24
const mostShared = 250
const leastLike = 0.15

function countWords({ about, text }: Compared): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (words: Iterable<string>, weight: number) => {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + weight)
  }
  count(wordsOf(about), weightOfTopic)
  count(wordsOf(text), 1)
  return counts
}

/** Words in lower case, without the “s” of a plural. Where a script has no spaces, each pair of letters is one. */
function* wordsOf(text: string): Generator<string> {
  for (const [run] of text.toLowerCase().matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}+#.]*/gu)) {
    if (!unspaced.test(run)) {
      yield run.replace(/\.+$/, '').replace(/(?<=[a-z](x|ss|ch|sh))es$|(?<=[a-z]{2}[^s])s$/, '')
      continue
    }
    const letters = [...run]
    for (let place = 0; place < Math.max(letters.length - 1, 1); place++) {
      yield letters.slice(place, place + 2).join('')
    }
  }
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** The weightiest words of a question, scaled so that the whole vector of its words has length 1. */
function vectorOf(
  counts: ReadonlyMap<string, number>,
  questionsWith: ReadonlyMap<string, number>,
  all: number,
): [word: string, weight: number][] {
  const weights: [string, number][] = []
  let squares = 0
  for (const [word, count] of counts) {
    const shared = questionsWith.get(word)!
    const weight = (1 + Math.log(count)) * Math.log(all / shared)
    squares += weight * weight
    if (shared > 1 && shared <= mostShared) weights.push([word, weight])
  }
  const length = Math.sqrt(squares) || 1
  return weights
    .toSorted(([one, weightOne], [two, weightTwo]) => weightTwo - weightOne || (one < two ? -1 : 1))
    .slice(0, mostWords)
    .map(([word, weight]) => [word, weight / length])
}
