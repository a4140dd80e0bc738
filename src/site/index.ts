import { getLiveCollection, type LiveContentConfig } from 'astro:content'
import type { LiveDataEntry } from 'astro'
import { addressesUnder } from '../addresses.ts'
import type { NamedQuestion, NamedTopic } from '../content/published.ts'
import { fnv1a } from '../hash.ts'
import { type Accent, accents } from '../importer/metadata/settings.ts'
import { directionOf, formatsOf } from '../language.ts'
import { tagId } from '../permalinks/ids.ts'
import { addressesAt } from '../repository.ts'
import { words } from '../words.ts'
import { paginate } from './paging.ts'
import { findRelated } from './related.ts'

/** Every address of this site. */
export const address = addressesUnder(import.meta.env.BASE_URL)

export type { Accent }

export type Question = LiveDataEntry<NamedQuestion>

/** A topic with its questions in order. */
export interface Topic extends LiveDataEntry<NamedTopic> {
  questions: Question[]
  accent: Accent
}

/** The way to a page: from the home page down to the page above it. A `key` is the shortcut that leads there. */
export type Trail = readonly { title: string; href: string; key?: string }[]
export interface Tag {
  id: string
  name: string
}

/** The site's settings, and what follows from its language. */
export const siteSettings = oncePerReading(async () => {
  const [site] = await entriesOf('settings')
  const settings = site!.data
  return {
    ...settings,
    /** The name that stands in the header and behind every title. */
    name: settings.title ?? 'Viva',
    direction: directionOf(settings.language),
    formats: formatsOf(settings.language),
    /** Addresses at the host of the repository; `undefined` where none is known. */
    repository: settings.repository ? addressesAt(settings.repository) : undefined,
  }
})

/** What the elements that practise have to know of the site, as attributes; see `Practice.open`. */
export async function practiceData() {
  const { site } = await siteSettings()
  return {
    ...{ 'data-base': address.home, 'data-site': site, 'data-deck': address.deck },
    'data-question': address.question('{id}'),
    'data-study': address.study,
  }
}

/** What the site is, in a sentence or two. */
export async function siteDescription(): Promise<string> {
  const { description } = await siteSettings()
  return description ?? words.home.description((await entriesOf('questions')).length)
}

/** All topics: those with an order first, then by title. */
export const allTopics = oncePerReading(async (): Promise<Topic[]> => {
  const { formats } = await siteSettings()
  const byTopic = Map.groupBy(await entriesOf('questions'), ({ data }) => data.topic)
  return (await entriesOf('topics'))
    .map((topic) => ({
      ...topic,
      questions: (byTopic.get(topic.id) ?? []).toSorted((a, b) => a.data.position - b.data.position),
    }))
    .toSorted(
      (a, b) =>
        (a.data.order ?? last) - (b.data.order ?? last) || formats.compare(a.data.title, b.data.title),
    )
    .map((topic) => ({ ...topic, accent: accentOf(topic.id) }))
})

/** Topics with questions, and those that have only something to read. */
export const browsableTopics = oncePerReading(async () => {
  const topics = await allTopics()
  const hasText = ({ data }: Topic) =>
    [data, ...data.sections].some(({ introduction }) => introduction !== null)
  return {
    asking: topics.filter(({ questions }) => questions.length > 0),
    telling: topics.filter((topic) => topic.questions.length === 0 && hasText(topic)),
  }
})

/** A topic's accent follows from its id: it stays when other topics come and go. */
export function accentOf(topic: string): Accent {
  return accents[fnv1a(topic) % accents.length]!
}

/** The letter or digit that a title begins with, as it is looked up by; marks before it do not count. */
export function letterOf(title: string): string {
  const [letter = '#'] = title.normalize('NFD').match(/[\p{L}\p{N}]/u) ?? []
  return letter.toUpperCase()
}

/** All questions, topic by topic. */
export const allQuestions = oncePerReading(async () =>
  (await allTopics()).flatMap(({ questions }) => questions),
)

/** Addresses that were published once and lead on now, or tell that nothing stands there any more. */
export async function allFormer() {
  return (await entriesOf('former')).map(({ data }) => data)
}

/** The questions with some ids, in their order. */
export async function questionsNamed(ids: readonly string[]): Promise<Question[]> {
  const byId = await questionsById()
  return ids.map((id) => byId.get(id)!)
}

const questionsById = oncePerReading(
  async () => new Map((await entriesOf('questions')).map((question) => [question.id, question])),
)

/** The titles of all topics by their ids. */
export const topicTitles = oncePerReading(
  async () => new Map((await allTopics()).map(({ id, data }) => [id, data.title])),
)

/** All tags by name, each with the questions that bear it, topic by topic. */
export const allTags = oncePerReading(async (): Promise<(Tag & { questions: Question[] })[]> => {
  const { formats } = await siteSettings()
  const borne = (await allQuestions()).flatMap((question) =>
    tagsOf(question).map((tag) => ({ tag, question })),
  )
  return [...Map.groupBy(borne, ({ tag }) => tag.id).values()]
    .map((pairs) => ({ ...pairs[0]!.tag, questions: pairs.map(({ question }) => question) }))
    .toSorted((a, b) => formats.compare(a.name, b.name))
})

/** The tags that most of the questions bear; of equals, those that come first. */
export function mostUsedTags(questions: readonly Question[], most: number): Tag[] {
  const borne = Map.groupBy(questions.flatMap(tagsOf), ({ id }) => id)
  return [...borne.values()]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, most)
    .map(([tag]) => tag!)
}

/** A question's tags; two names of one id are one tag. */
export function tagsOf({ data }: Pick<Question, 'data'>): Tag[] {
  const tags = data.tags.map((name) => ({ id: tagId(name), name }))
  return tags.filter(({ id }, index) => tags.findIndex((other) => other.id === id) === index)
}

/** A topic's questions by section, those above any section first, on one page or, beyond `mostOnPage`, on several. */
export function pagesOf({ data, questions }: Topic) {
  const above = { id: null, title: null, introduction: null, former: [] }
  const bySection = Map.groupBy(questions, ({ data }) => data.section)
  const sections = [above, ...data.sections].map((section) => ({
    ...section,
    questions: bySection.get(section.id) ?? [],
  }))
  return paginate(sections, mostOnPage)
}

/** So many titles still make a light page, and a reader can look through them all at once. */
const mostOnPage = 500

/** The titles of all questions, topic by topic, on as many pages as keep each of them light. */
export async function pagesOfAll() {
  return paginate(await allTopics(), mostTitles)
}

/** Each title weighs about 0.2 kB. */
const mostTitles = 200

/** On which page of its topic each section begins. */
export function pagesOfSections(topic: Topic): ReadonlyMap<string, number> {
  const known = sectionPages.get(topic)
  if (known) return known
  const pages = new Map<string, number>()
  for (const [index, parts] of pagesOf(topic).entries()) {
    for (const { id, isContinued } of parts) if (id && !isContinued) pages.set(id, index + 1)
  }
  sectionPages.set(topic, pages)
  return pages
}

// Each of a topic's questions asks.
const sectionPages = new WeakMap<Topic, ReadonlyMap<string, number>>()

/** For each question the few that are most like it. */
export const related = oncePerReading(async (): Promise<ReadonlyMap<Question, Question[]>> => {
  const questions = await allQuestions()
  const compared = questions.map((question) => ({
    about: `${question.data.title} ${question.data.tags.join(' ')}`,
    text: plainText(question),
  }))
  const places = findRelated(compared, 4)
  return new Map(questions.map((question, at) => [question, places[at]!.map((place) => questions[place]!)]))
})

/** The levels that some question has, easy first, with their names. */
export function levelsOf(topics: readonly Topic[]): { id: string; name: string }[] {
  return countLevels(topics.flatMap(({ questions }) => questions)).map(({ level }) => ({
    ...{ id: level, name: words.question.levels[level] },
  }))
}

/** How many questions have each level, easy first; levels that none has are left out. */
export function countLevels(questions: readonly Question[]) {
  return levels
    .map((level) => ({ level, count: questions.filter(({ data }) => data.level === level).length }))
    .filter(({ count }) => count > 0)
}

const levels = ['easy', 'medium', 'hard'] as const

/** What a question asks below its title, as plain text: the prompt and the choices. */
function askedText({ data }: Pick<Question, 'data'>): string {
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
  return inWords.list(labels)
}

/** The places of the choices that are right, from 0, parted by blanks; `undefined` where none is known to be. */
export function rightPlaces(choices: Question['data']['choices']): string | undefined {
  const places = choices.flatMap(({ correct }, index) => (correct ? index : []))
  return places.length > 0 ? places.join(' ') : undefined
}

/** A question's first words for search engines, feeds and cards: none that give away which choice is right. */
export function describe(question: Question, topic: Topic): string {
  const { choices, text } = question.data
  return (
    summary((choices.length === 0 && text) || askedText(question)) ||
    words.question.description(topic.data.title)
  )
}

/** The first words of what a question asks below its title, where that title is no name for it; empty elsewhere. */
export function hintOf(data: Question['data']): string {
  return data.sharesTitle ? summary(askedText({ data }), 80) : ''
}

/** The first words of a text, for a page's description. */
export function summary(text: string, most = 160): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
}

type Collections = LiveContentConfig['collections']

/** The entries of a collection: the very same ones until the content is read anew. */
async function entriesOf<Name extends keyof Collections>(name: Name) {
  const { entries, error } = await getLiveCollection(name)
  if (!entries) throw error
  return entries
}

/** Makes something of all content once for each reading: thousands of pages ask for it. */
function oncePerReading<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let last: { from: unknown; made: Promise<Made> } | undefined
  return async () => {
    // Asking for one entry is nothing; of many, Astro looks at each.
    const from = await entriesOf('settings')
    if (last?.from !== from) last = { from, made: make() }
    return last.made
  }
}

const last = Number.MAX_VALUE
const inWords = formatsOf(words.language)
