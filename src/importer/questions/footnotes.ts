import type { FootnoteDefinition, Definition as LinkDefinition, Nodes, Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../../problems.ts'
import type { Source } from '../source/decode.ts'
import { visit } from '../source/visit.ts'
import { type Definition, type Definitions, nameOf } from './body.ts'
import { shortened } from './left-out.ts'

/** The footnotes that a text refers to, by the footnote that does so, or under `undefined`. */
export type References = Map<string | undefined, Set<string>>

/** The footnotes of a file, and what each name means: of equal ones, the first in the file. */
export function findDefinitions(tree: Root): { footnotes: Definition[]; meant: Definitions } {
  const footnotes: Definition[] = []
  const meant = new Map<string, Definition>()
  visit(tree, ['definition', 'footnoteDefinition'], (node) => {
    const { identifier, position, type } = node as LinkDefinition | FootnoteDefinition
    const definition = { identifier, start: position!.start.offset!, end: position!.end.offset! }
    const isFootnote = type === 'footnoteDefinition'
    if (isFootnote) footnotes.push(definition)
    const name = nameOf(`${isFootnote ? '^' : ''}${identifier}`)
    if (!meant.has(name)) meant.set(name, definition)
  })
  return { footnotes, meant }
}

/** Reports footnotes that nobody would see: no text refers to them. */
export function reportUnreferenced(
  footnotes: readonly Definition[],
  references: References,
  source: Source,
  file: VFile,
): void {
  for (const footnote of unreferenced(footnotes, references)) reportFootnote(source, footnote, file)
}

/** Adds the footnotes that a tree refers to, under the footnote that does so, or under `undefined`. */
export function collectReferences(node: Nodes, from: string | undefined, references: References): void {
  if (node.type === 'footnoteReference') {
    references.set(from, (references.get(from) ?? new Set()).add(node.identifier))
  } else if ('children' in node) {
    const within = node.type === 'footnoteDefinition' ? node.identifier : from
    for (const child of node.children) collectReferences(child, within, references)
  }
}

/** The footnotes that no text refers to, nor one that a text refers to; of equal names, the first is meant. */
function unreferenced(
  footnotes: readonly Definition[],
  references: ReadonlyMap<string | undefined, ReadonlySet<string>>,
): Definition[] {
  // A set that grows while it is walked: all are reached.
  const reached = new Set(references.get(undefined))
  for (const name of reached) for (const other of references.get(name) ?? []) reached.add(other)
  return footnotes.filter(({ identifier }) => !reached.delete(identifier))
}

function reportFootnote(source: Source, { identifier, start, end }: Definition, file: VFile): void {
  const words = source.text
    .slice(start, end)
    .replace(/^\[[^\]]*\]:/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const [first, last] = [source.placeAt(start), source.placeAt(end)]
  const place = { start: { line: first.line, column: 1 }, end: { line: last.line, column: 1 } }
  report(file, 'text-left-out', place, shortened(words), { footnote: identifier })
}
