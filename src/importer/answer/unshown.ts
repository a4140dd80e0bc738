import type { Root } from 'hast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { reportOnce } from '../../problems.ts'
import { SKIP, visit } from '../source/visit.ts'

/** Tells of elements that show more than text, and that no page shows: each kind once a file. */
export function tellUnshown(tree: Root, placeOf: (point: Point) => Point, file: VFile): void {
  visit(tree, 'element', ({ tagName, position }) => {
    if (!showing.has(tagName)) return undefined
    reportOnce(file, 'element-left-out', placeOf(position?.start ?? { line: 1, column: 1 }), tagName)
    return SKIP
  })
}

const showing = new Set(
  'audio canvas embed iframe math meter object progress select svg textarea video'.split(' '),
)
