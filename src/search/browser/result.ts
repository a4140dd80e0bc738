import type { Segment } from '../matches.ts'
import type { Result } from '../ranking.ts'

/** A result as the page shows it, its words marked; all of it set as text. */
export function resultFrom(
  template: HTMLTemplateElement,
  { url, title, topic, section, excerpt }: Result,
): DocumentFragment {
  const result = template.content.cloneNode(true) as DocumentFragment
  result.querySelector('a')!.href = url
  result.querySelector('.result-topic')!.textContent = [topic, section].filter(Boolean).join(' › ')
  result.querySelector('.result-title')!.append(...title.map(pieceOf))
  result.querySelector('.result-excerpt')!.append(...excerpt.map(pieceOf))
  return result
}

function pieceOf({ text, marked }: Segment): string | HTMLElement {
  if (!marked) return text
  const mark = document.createElement('mark')
  mark.textContent = text
  return mark
}
