import type { Addresses } from '../../addresses.ts'
import type { Content } from '../../content/published.ts'
import { tagId } from '../../permalinks/ids.ts'
import type { Searchable } from './pagefind.ts'

/** The questions of all content, as they are searched. */
export function searchablesOf({ settings, topics, questions }: Content, addresses: Addresses): Searchable[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  return questions.map(({ id, title, topic, prompt, choices, html, aliases, tags, level }) => {
    const { title: topicTitle, language } = byId.get(topic)!
    const byTag = new Map(tags.toReversed().map((name) => [tagId(name), { id: tagId(name), name }]))
    const asked = [prompt?.html ?? '', ...choices.map(({ html }) => `<div>${html}</div>`)]
    return {
      ...{ title, aliases, level, url: addresses.question(id), language: language ?? settings.language },
      html: [...asked, html].join('\n'),
      topic: { id: topic, title: topicTitle },
      tags: [...byTag.values()].toReversed(),
    }
  })
}
