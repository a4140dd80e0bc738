import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import { visit } from '../source/visit.ts'

/** The classes of images that are shown in one theme only. */
export const themeClasses = ['dark-only', 'light-only'] as const

/**
 * Shows one image a theme: of a `<picture>` that has one for each, and of images whose addresses end in
 * `#gh-dark-mode-only` and `#gh-light-mode-only`. Of any other picture, its own image is shown.
 */
export function partThemes(tree: HtmlRoot): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'picture') {
      parent!.children.splice(index!, 1, ...imagesOf(node))
      return index!
    }
    if (node.tagName !== 'img') return undefined
    const [, theme] = String(node.properties.src ?? '').match(/#gh-(dark|light)-mode-only$/) ?? []
    if (theme) {
      node.properties.src = String(node.properties.src).replace(/#[^#]*$/, '')
      node.properties.className = [`${theme}-only`]
    }
    return undefined
  })
}

function imagesOf({ children }: Element): ElementContent[] {
  const image = children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'img',
  )
  if (!image) return children.filter((child) => child.type !== 'element' || child.tagName !== 'source')
  const [dark, light] = ['dark', 'light'].map((theme) => sourceFor(children, theme))
  if (!dark && !light) return [image]
  const shown = (theme: string, src: string): Element => ({
    ...image,
    properties: { ...image.properties, src, className: [`${theme}-only`] },
  })
  const own = String(image.properties.src ?? '')
  if ((dark ?? own) === (light ?? own)) return [image]
  return [shown('light', light ?? own), shown('dark', dark ?? own)]
}

/** The first address that a picture names for a theme. */
function sourceFor(children: readonly ElementContent[], theme: string): string | undefined {
  const source = children.find(
    (child): child is Element =>
      child.type === 'element' &&
      child.tagName === 'source' &&
      new RegExp(`prefers-color-scheme:\\s*${theme}`).test(String(child.properties.media ?? '')),
  )
  const [first] = [source?.properties.srcSet ?? ''].flat()
  return String(first).trim().split(/[\s,]/)[0] || undefined
}
