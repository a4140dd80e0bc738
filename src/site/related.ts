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
  const { spellings, counts } = countWords(questions)
  const questionsWith = new Uint32Array(spellings.length)
  for (const words of counts) for (const word of words.keys()) questionsWith[word]! += 1
  const vectors = counts.map((words) => vectorOf(words, questionsWith, questions.length, spellings))
  const bearers = spellings.map((): Vector => ({ keys: [], weights: [] }))
  for (const [place, { keys, weights }] of vectors.entries()) {
    for (const [at, word] of keys.entries()) {
      bearers[word]!.keys.push(place)
      bearers[word]!.weights.push(weights[at]!)
    }
  }

  const likeness = new Float64Array(questions.length)
  return vectors.map(({ keys, weights }, place) => {
    const alike: number[] = []
    for (let at = 0; at < keys.length; at++) {
      const weight = weights[at]!
      const its = bearers[keys[at]!]!
      for (let one = 0; one < its.keys.length; one++) {
        const other = its.keys[one]!
        if (likeness[other] === 0) alike.push(other)
        likeness[other]! += weight * its.weights[one]!
      }
    }
    const byLikeness = (one: number, two: number) => likeness[two]! - likeness[one]! || one - two
    const best: number[] = []
    for (const other of alike) {
      if (other === place || likeness[other]! < leastLike) continue
      // Of many that are alike few are shown: to sort them all would take longer than to find them.
      if (best.length === most && byLikeness(best.at(-1)!, other) < 0) continue
      best.push(other)
      best.sort(byLikeness)
      best.length = Math.min(best.length, most)
    }
    for (const other of alike) likeness[other] = 0
    return best
  })
}

/** What has a weight, by its number: the words of a question, or the questions that have a word. */
interface Vector {
  keys: number[]
  weights: number[]
}

const weightOfTopic = 4
const mostWords = 24
const mostShared = 250
const leastLike = 0.15

/** How often each question has each word. A word is a number: the place of its spelling. */
function countWords(questions: readonly Compared[]): { spellings: string[]; counts: Map<number, number>[] } {
  const numbers = new Map<string, number>()
  const numberOf = (word: string) => {
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    return number
  }
  // Texts say the same again and again.
  const known = new Map<string, readonly number[]>()
  const counts = questions.map(({ about, text }) => {
    const words = new Map<number, number>()
    const count = (written: string, weight: number) => {
      for (const run of written.toLowerCase().match(runs) ?? []) {
        const its = known.get(run) ?? wordsOf(run).map(numberOf)
        known.set(run, its)
        for (const word of its) words.set(word, (words.get(word) ?? 0) + weight)
      }
    }
    count(about, weightOfTopic)
    count(text, 1)
    return words
  })
  return { spellings: [...numbers.keys()], counts }
}

const runs = /[\p{L}\p{N}][\p{L}\p{M}\p{N}+#.]*/gu

/** The words of a run of letters, without the “s” of a plural. Where a script has no spaces, each pair of letters is one. */
function wordsOf(run: string): string[] {
  if (!unspaced.test(run))
    return [run.replace(/\.+$/, '').replace(/(?<=[a-z](x|ss|ch|sh))es$|(?<=[a-z]{2}[^s])s$/, '')]
  const letters = [...run]
  return Array.from({ length: Math.max(letters.length - 1, 1) }, (_, place) =>
    letters.slice(place, place + 2).join(''),
  )
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** The weightiest words of a question, scaled so that the whole vector of its words has length 1. */
function vectorOf(
  counts: ReadonlyMap<number, number>,
  questionsWith: Uint32Array,
  all: number,
  spellings: readonly string[],
): Vector {
  const weights: [word: number, weight: number][] = []
  let squares = 0
  for (const [word, count] of counts) {
    const shared = questionsWith[word]!
    const weight = (1 + Math.log(count)) * Math.log(all / shared)
    squares += weight * weight
    if (weight > 0 && shared > 1 && shared <= mostShared) weights.push([word, weight])
  }
  const length = Math.sqrt(squares) || 1
  const weightiest = weights
    .toSorted(
      ([one, weightOne], [two, weightTwo]) =>
        weightTwo - weightOne || (spellings[one]! < spellings[two]! ? -1 : 1),
    )
    .slice(0, mostWords)
  return { keys: weightiest.map(([word]) => word), weights: weightiest.map(([, weight]) => weight / length) }
}
