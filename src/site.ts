import { type CollectionEntry, getCollection, getEntry } from 'astro:content'
import { addressesAt, addressesUnder } from './addresses.ts'
import { tagId } from './importer/permalinks.ts'
import { directionOf, formatsOf } from './language.ts'

/** Every address of this site. */
export const address = addressesUnder(import.meta.env.BASE_URL)

export type Question = CollectionEntry<'questions'>

/** A topic with its questions in order. */
export interface Topic extends Omit<CollectionEntry<'topics'>, 'rendered'> {
  questions: Question[]
}

/** An address that was published once, and where nothing stands any more. */
export type Former = CollectionEntry<'former'>['data']['addresses'][number]

export interface Tag {
  id: string
  name: string
}

/** The site's settings, and what follows from its language. */
export async function siteSettings() {
  const { data } = (await getEntry('settings', 'site'))!
  return {
    ...data,
    /** The name that stands in the header and behind every title. */
    name: data.title ?? 'Viva',
    direction: directionOf(data.language),
    formats: formatsOf(data.language),
    /** Addresses at the host of the repository; `undefined` where none is known. */
    repository: data.repository ? addressesAt(data.repository) : undefined,
  }
}

/** All topics: those with an order first, then by title. */
export async function allTopics(): Promise<Topic[]> {
  const [topics, questions, { formats }] = await Promise.all([
    getCollection('topics'),
    getCollection('questions'),
    siteSettings(),
  ])
  const byTopic = Map.groupBy(questions, ({ data }) => data.topic.id)
  return topics
    .map((topic) => ({
      ...topic,
      questions: (byTopic.get(topic.id) ?? []).toSorted((a, b) => a.data.position - b.data.position),
    }))
    .toSorted(
      (a, b) =>
        (a.data.order ?? last) - (b.data.order ?? last) || formats.compare(a.data.title, b.data.title),
    )
}

export async function allFormer(): Promise<Former[]> {
  const all = await getEntry('former', 'all')
  return all!.data.addresses
}

/** All tags by name, each with the questions that bear it, topic by topic. */
export async function allTags(): Promise<(Tag & { questions: Question[] })[]> {
  const { formats } = await siteSettings()
  const questions = (await allTopics()).flatMap(({ questions }) => questions)
  const borne = questions.flatMap((question) => tagsOf(question).map((tag) => ({ tag, question })))
  return [...Map.groupBy(borne, ({ tag }) => tag.id).values()]
    .map((pairs) => ({ ...pairs[0]!.tag, questions: pairs.map(({ question }) => question) }))
    .toSorted((a, b) => formats.compare(a.name, b.name))
}

/** All questions by the letter or digit that their title begins with; marks before it do not count. */
export async function allByLetter(): Promise<{ letter: string; questions: Question[] }[]> {
  const { formats } = await siteSettings()
  const letterOf = ({ data }: Question) => {
    const [letter = '#'] = data.title.normalize('NFD').match(/[\p{L}\p{N}]/u) ?? []
    return letter.toUpperCase()
  }
  const questions = (await allTopics()).flatMap(({ questions }) => questions)
  return [...Map.groupBy(questions, letterOf)]
    .map(([letter, group]) => ({
      letter,
      questions: group.toSorted((a, b) => formats.compare(a.data.title, b.data.title)),
    }))
    .toSorted((a, b) => formats.compare(a.letter, b.letter))
}

/** A question's tags; two names of one id are one tag. */
export function tagsOf({ data }: Question): Tag[] {
  const tags = data.tags.map((name) => ({ id: tagId(name), name }))
  return tags.filter(({ id }, index) => tags.findIndex((other) => other.id === id) === index)
}

/** A topic's questions by section: first those above any section. */
export function bySection({ data, questions }: Topic) {
  const above = { id: null, title: null, introduction: null, former: [] }
  return [above, ...data.sections].map((section) => ({
    ...section,
    questions: questions.filter(({ data }) => data.section === section.id),
  }))
}

/** What a question asks below its title, as plain text: the prompt and the choices. */
export function askedText({ data }: Question): string {
  const choices = data.choices.map(({ label, text }) => `${label}: ${text}`)
  return [data.prompt?.text, ...choices].filter(Boolean).join('\n')
}

/** All that stands below a question's title, as plain text: what it asks, the right choices, the answer. */
export function plainText(question: Question): string {
  const right = rightChoices(question.data.choices)
  return [askedText(question), right && `Right: ${right}`, question.data.text].filter(Boolean).join('\n')
}

/** The choices that are right, in words: “B”, “A, C and D”; empty where none is known to be. */
export function rightChoices(choices: Question['data']['choices']): string {
  const labels = choices.filter(({ correct }) => correct).map(({ label }) => label)
  return inWords.format(labels)
}

/** The first words of a text, at most 160 characters, for a page's description. */
export function summary(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 160 ? line : `${line.slice(0, 159).replace(/\s+\S*$/, '')}…`
}

const last = Number.MAX_VALUE
const inWords = new Intl.ListFormat('en-GB')
