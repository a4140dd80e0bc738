import type { Rendered } from '../importer/topic.ts'
import { titleOf } from '../permalinks/folders.ts'
import type { Named } from '../permalinks/index.ts'
import type { Ledger } from '../permalinks/ledger.ts'
import type { NamedQuestion, NamedTopic } from './published.ts'

type Html = ReadonlyMap<Rendered, string>

/** The topics and the questions as they are published. */
export function entriesOf(named: readonly Named[], ledger: Ledger, html: Html) {
  const topics = named.map((one) => topicOf(one, ledger, html))
  const questions = named.flatMap((one) => questionsOf(one, ledger, html))
  const byTitle = Map.groupBy(questions, ({ title }) => title)
  for (const one of questions) one.sharesTitle = byTitle.get(one.title)!.length > 1
  return { topics, questions }
}

function topicOf({ id, topic, sectionIds }: Named, { sections }: Ledger, html: Html): NamedTopic {
  const gone = [...sections].flatMap(([place, { to }]) =>
    to !== undefined && place.startsWith(`${id}#`) ? [{ id: place.slice(id.length + 1), to }] : [],
  )
  const formerly = (isHere: (to: string) => boolean) =>
    gone.filter(({ to }) => isHere(to)).map(({ id }) => id)
  const places = sectionIds.map((section) => `${id}#${section}`)
  return {
    id,
    title: topic.title ?? titleOf(topic.file),
    description: topic.description ?? null,
    order: topic.order ?? null,
    language: topic.language ?? null,
    file: topic.file,
    introduction: topic.introduction ? html.get(topic.introduction)! : null,
    sections: topic.sections.map(({ title, introduction }, index) => ({
      id: sectionIds[index]!,
      title,
      introduction: introduction ? html.get(introduction)! : null,
      former: formerly((to) => to === places[index]),
    })),
    former: formerly((to) => !places.includes(to)),
  }
}

function questionsOf(
  { id: topicId, topic, sectionIds, questionIds, twins }: Named,
  ledger: Ledger,
  html: Html,
): NamedQuestion[] {
  return topic.questions.flatMap((question, position): NamedQuestion[] => {
    const id = questionIds[position]
    if (id === undefined || twins.has(position)) return []
    const { published, updated, revision = 1 } = ledger.questions.get(id) ?? {}
    const { prompt, choices, answer } = question
    return [
      {
        id,
        title: question.title,
        titleHtml: question.titleHtml,
        sharesTitle: false,
        topic: topicId,
        section: sectionIds[question.section] ?? null,
        position,
        tags: [...new Set([...topic.tags, ...question.tags])],
        aliases: question.aliases,
        level: question.level ?? null,
        reviewed: question.reviewed ?? null,
        file: question.file ?? topic.file,
        line: question.line,
        endLine: question.endLine,
        markdown: question.markdown,
        definitions: question.definitions ?? '',
        math: question.math ?? false,
        answers: question.answers ?? [],
        keyed: question.keyed ?? '',
        prompt: prompt ? { html: html.get(prompt)!, text: prompt.text } : null,
        choices: choices.map((choice) => ({
          label: choice.label,
          html: html.get(choice)!,
          text: choice.text,
          correct: choice.correct,
        })),
        answered: question.answered,
        html: answer ? html.get(answer)! : '',
        text: answer?.text ?? '',
        headings: answer?.headings ?? [],
        published: published || null,
        updated: updated ?? null,
        revision,
      },
    ]
  })
}
