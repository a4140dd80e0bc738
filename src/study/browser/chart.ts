/** A bar: its label, what it counts, and in words for who cannot see it. */
export interface Bar {
  label: string
  /** Values that stand on each other, the first with the accent. */
  values: readonly number[]
}

const space = 'http://www.w3.org/2000/svg'
const width = 640
const height = 120

/** Bars beside each other, as an image of which the table beside it tells all. */
export function barChart(bars: readonly Bar[], title: string): SVGElement {
  const step = Math.min(64, width / Math.max(1, bars.length))
  const most = Math.max(1, ...bars.map(({ values }) => values.reduce((sum, one) => sum + one, 0)))
  const chart = element('svg', { viewBox: `0 -14 ${width} ${height + 34}`, class: 'chart', role: 'img' })
  chart.append(text('title', {}, title))
  for (const [index, { label, values }] of bars.entries()) {
    let top = height
    for (const [place, value] of values.entries()) {
      const size = (value / most) * height
      top -= size
      if (value === 0) continue
      const kind = place === 0 ? {} : { class: 'rest' }
      const box = { x: index * step + step * 0.12, y: top, width: step * 0.76, height: size, rx: 2 }
      chart.append(element('rect', { ...box, ...kind }))
    }
    const middle = { x: index * step + step / 2, 'text-anchor': 'middle' }
    const isLabelled = index % Math.ceil(bars.length / 7) === 0
    if (isLabelled) chart.append(text('text', { ...middle, y: height + 15 }, label))
    if (top < height && bars.length <= 16) {
      chart.append(text('text', { ...middle, y: top - 4 }, String(values.reduce((sum, one) => sum + one, 0))))
    }
  }
  chart.append(element('line', { x1: 0, x2: width, y1: height, y2: height }))
  return chart
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
