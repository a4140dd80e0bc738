import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { type Rendered, renderTitle } from './answer.ts'
import { anchorNames, type Body, type Definition, readBody } from './body.ts'
import type { Source } from './decode.ts'
import type { Question, Section } from './index.ts'
import { renderWithin } from './limits.ts'
import { nearest, questionFields, type Read, readMapping } from './metadata.ts'
import { report } from './problems.ts'
import type { Mark } from './shapes/index.ts'

/** What a file holds between its marks. */
export interface Parts {
  /** The title of the file's own first heading; `undefined` where it has none. */
  title: string | undefined
  introduction: Rendered | undefined
  sections: Section[]
  questions: Question[]
}

/** Cuts a file at its marks: what stands between two of them belongs to the first, or is reported as left out. */
export function readParts(
  source: Source,
  tree: Root,
  marks: readonly Mark[],
  bodyStart: number,
  file: VFile,
): Parts {
  const definitions = tree.children.flatMap((node): Definition[] =>
    node.type === 'definition' || node.type === 'footnoteDefinition'
      ? [
          {
            identifier: node.identifier,
            start: node.position!.start.offset!,
            end: node.position!.end.offset!,
          },
        ]
      : [],
  )
  const parts: Parts = { title: undefined, introduction: undefined, sections: [], questions: [] }
  let anchorsAbove: string[] = []

  const show = (body: Body, highest: 2 | 3, scope: string, mark?: Mark): Rendered | 'nothing' | 'refused' => {
    if (body.tree.children.length === 0) return 'nothing'
    const place = source.placeAt(mark?.start ?? bodyStart)
    const shown = renderWithin(body, { placeOf: body.placeOf, highest, scope }, file)
    if (shown === 'too nested') {
      report(file, 'text-too-nested', place, undefined)
      return 'refused'
    }
    if (shown === 'too large') {
      const title = mark ? renderTitle(mark.title).text : file.path
      report(file, 'answer-too-large', place, title, body.markdown.length)
      return 'refused'
    }
    // An unclosed comment swallows what follows it.
    if (shown.html.trim() === '') return 'nothing'
    return {
      ...shown,
      links: shown.links.map(({ target, place }) => ({ target, place: source.toFile(place) })),
    }
  }

  for (const [index, mark] of [undefined, ...marks].entries()) {
    const next = marks[index]?.start ?? source.text.length
    const range = { start: mark?.end ?? bodyStart, end: mark?.until ?? next }
    const isAnswer = mark?.kind === 'question'
    const body = readBody(source, range, { indent: mark?.indent ?? 0, definitions, withContents: !isAnswer })
    const start = source.placeAt(mark?.start ?? bodyStart)
    const place = { line: start.line, column: 1 }
    const anchors = [...anchorsAbove, ...(mark ? anchorNames(source.text.slice(mark.start, mark.end)) : [])]
    anchorsAbove = body.anchors

    if (mark === undefined || mark.kind === 'title') {
      if (mark) parts.title = renderTitle(mark.title).text
      parts.introduction = joined(
        parts.introduction,
        ifShown(show(body, 2, mark ? 'introduction:' : 'above:', mark)),
      )
    } else if (mark.kind === 'section') {
      const introduction = ifShown(show(body, 3, `${parts.sections.length + 1}:`, mark))
      parts.sections.push({ title: renderTitle(mark.title).text, line: place.line, introduction, anchors })
    } else if (mark.kind === 'end') {
      const end = { line: body.endLine ?? place.line, column: 1 }
      report(file, 'text-left-out', { start: place, end }, mark.title)
    } else {
      const { html, text } = renderTitle(mark.title)
      const metadata = readMetadata(body, file)
      const shown = show(body, 2, '', mark)
      const answer = ifShown(shown)
      if (shown === 'nothing') report(file, 'answer-missing', place, text)
      parts.questions.push({
        ...{ title: text, titleHtml: html, line: place.line, column: source.toFile(place).column },
        endLine: body.endLine ?? source.placeAt(mark.end).line,
        section: parts.sections.length - 1,
        ...{
          id: metadata.id,
          tags: metadata.tags ?? [],
          level: metadata.level,
          aliases: metadata.aliases ?? [],
        },
        ...{ reviewed: metadata.reviewed, draft: metadata.draft ?? false },
        ...{ markdown: body.markdown, answer, anchors },
      })
    }
  }
  return parts
}

function ifShown(shown: Rendered | string): Rendered | undefined {
  return typeof shown === 'string' ? undefined : shown
}

/** Metadata are comments any line of which begins with one of its keys; others are only remarks. */
function readMetadata({ comments }: Body, file: VFile): Read<typeof questionFields> {
  const keys = Object.keys(questionFields)
  const metadata = comments.filter(({ text }) =>
    [...text.matchAll(/^\s*([\w-]+)\s*:/gm)].some(([, key]) => nearest(key!, keys)),
  )
  const whole = ({ text }: { text: string }) => ({ start: 0, end: text.length })
  return Object.assign(
    {},
    ...metadata.map((text) => readMapping(text, whole(text), questionFields, 'metadata-not-yaml', file)),
  )
}

function joined(above: Rendered | undefined, below: Rendered | undefined): Rendered | undefined {
  if (!above || !below) return above ?? below
  return {
    html: `${above.html}\n${below.html}`,
    text: `${above.text}\n${below.text}`,
    headings: [...above.headings, ...below.headings],
    links: [...above.links, ...below.links],
  }
}
