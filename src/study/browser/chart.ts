/** Something that is counted, with its label and its parts. */
export interface Bar {
  label: string
  /** From where the bar begins; each kind of part has a colour of its own. */
  values: readonly number[]
}

const space = 'http://www.w3.org/2000/svg'
/** In pixels, as all lengths here that are not in percent: a chart is as wide as its place, and its letters stay as large. */
const height = 110

/** Columns beside each other, as an image of which the table beside it tells all. */
export function columnChart(bars: readonly Bar[], title: string): SVGElement {
  const step = Math.min(12, 100 / Math.max(1, bars.length))
  const most = Math.max(1, ...bars.map(sumOf))
  const chart = element('svg', { class: 'chart', role: 'img', height: height + 36 })
  chart.append(text('title', {}, title))
  for (const [index, bar] of bars.entries()) {
    const size = (sumOf(bar) / most) * height
    const top = 16 + height - size
    const middle = { x: `${index * step + step / 2}%`, 'text-anchor': 'middle' }
    if (size > 0) {
      const place = { x: `${index * step + step * 0.12}%`, width: `${step * 0.76}%` }
      chart.append(element('rect', { ...place, y: top, height: size, rx: 2, class: 'kind-0' }))
    }
    if (index % Math.ceil(bars.length / 7) === 0)
      chart.append(text('text', { ...middle, y: height + 33 }, bar.label))
    if (size > 0 && bars.length <= 16)
      chart.append(text('text', { ...middle, y: top - 4 }, String(sumOf(bar))))
  }
  chart.append(element('line', { x1: 0, x2: '100%', y1: height + 16, y2: height + 16 }))
  return chart
}

/** A list of bars as long as each other, each divided by its parts, which its label tells in the same order. */
export function shareList(bars: readonly Bar[]): HTMLElement {
  const list = document.createElement('ul')
  list.className = 'shares'
  list.setAttribute('role', 'list')
  for (const bar of bars) {
    const row = document.createElement('li')
    const chart = element('svg', { class: 'chart', 'aria-hidden': 'true', height: 14 })
    let start = 0
    for (const [kind, value] of bar.values.entries()) {
      const width = (value / Math.max(1, sumOf(bar))) * 100
      if (value > 0)
        chart.append(
          element('rect', { x: `${start}%`, width: `${width}%`, y: 0, height: 14, class: `kind-${kind}` }),
        )
      start += width
    }
    row.append(bar.label, chart)
    list.append(row)
  }
  return list
}

function sumOf({ values }: Bar): number {
  return values.reduce((sum, one) => sum + one, 0)
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const one = document.createElementNS(space, name)
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value))
  return one
}

function text(name: string, attributes: Record<string, string | number>, words: string): SVGElement {
  const one = element(name, attributes)
  one.textContent = words
  return one
}
