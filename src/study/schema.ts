import { onlys } from './deck.ts'
import { format, version } from './export.ts'
import { grades, permalinkPattern } from './records.ts'

/** How an exported file is written, as JSON Schema; `id` is the address that it is published at. */
export function exportSchema(id: string) {
  const integer = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum })
  const text = (maxLength: number) => ({ type: 'string', maxLength })
  const ids = { type: 'array', maxItems: 10_000, items: text(200) }
  const id64 = { type: 'string', pattern: '^[\\w-]{1,64}$' }
  const record = (kind: string, description: string, properties: Record<string, object>) =>
    mapping(description, {
      id: { ...id64, description: 'Known to no other record, on any device.' },
      kind: { const: kind },
      permalink: {
        ...{ ...text(200), pattern: permalinkPattern.source },
        description: 'The id in the address of the question.',
      },
      time: { ...integer(0, 253_402_300_799_999), description: 'Milliseconds since 1970.' },
      offset: { ...integer(-1080, 1080), description: 'Minutes that the clock was ahead of UTC.' },
      ...properties,
    })
  const bullet = mapping('A part of the answer, as it was shown.', {
    anchor: { ...text(500), description: 'Its place in the page; empty where it has none.' },
    hash: { type: 'string', pattern: '^[0-9a-z]{1,16}$', description: 'What its words are known by.' },
    said: { type: 'boolean', description: 'Whether it was said.' },
  })
  const scope = mapping('Which questions are practised; an empty list leaves none out.', {
    ...{ topics: ids, tags: ids, levels: ids },
    only: { enum: onlys },
  })
  const settings = mapping('What was chosen last.', {
    time: integer(0, 253_402_300_799_999),
    scope,
    date: { type: ['string', 'null'], format: 'date', description: 'The day of the interview.' },
    answers: { ...integer(1, 500), description: 'Questions a day, where there is a date.' },
    daysOff: { type: 'array', maxItems: 7, items: { ...integer(0, 6), description: '0 is Sunday.' } },
    size: { ...integer(1, 500), description: 'Questions a session, where there is no date.' },
  })
  const file = mapping('All that a browser keeps of one site.', {
    ...{ format: { const: format }, version: { const: version }, site: text(500), settings },
    records: {
      type: 'array',
      items: {
        oneOf: [
          record('review', 'An answer that was graded.', {
            grade: { enum: grades },
            hints: { ...integer(0, 1000), description: 'Parts that were shown before it was given.' },
            bullets: { type: 'array', maxItems: 1000, items: bullet },
          }),
          record('undo', 'Takes another record back.', { undoes: id64 }),
          record('bookmark', 'The latest one counts.', { on: { type: 'boolean' } }),
          record('note', 'The latest one counts; an empty one is none.', { text: text(20_000) }),
        ],
      },
    },
  })
  const required = file.required.filter((field) => field !== 'settings')
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: id, ...file, required }
}

function mapping(description: string, properties: Record<string, object>) {
  return {
    type: 'object',
    description,
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  }
}
