import type { Page } from 'playwright-core'

interface Node {
  nodeId: string
  ignored: boolean
  role?: { value?: string }
  name?: { value?: string }
  value?: { value?: unknown }
  description?: { value?: string }
  properties?: { name: string; value: { value?: unknown } }[]
  childIds?: string[]
}

/**
 * What assistive technology is told of the page's main part, as Chromium has it: a line for each role, with its name,
 * its states, and what describes it; without the landmarks of some names.
 */
export async function treeOf(page: Page, without: readonly string[] = []): Promise<string> {
  const client = await page.context().newCDPSession(page)
  const { nodes } = (await client.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
  await client.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const lines: string[] = []
  const write = (node: Node, depth: number, said: string): void => {
    const role = roleOf(node)
    const name = (node.name?.value ?? '').replace(/\s+/g, ' ').trim()
    if (role && /^(navigation|region)$/.test(role) && without.includes(name)) return
    const isSilent = role === undefined || (role === 'text' && (!name || said.includes(name)))
    if (!isSilent) lines.push(`${'  '.repeat(depth)}${lineOf(node, role, name)}`)
    if (role && /^(text|textbox|spinbutton|date)$/.test(role)) return
    for (const id of node.childIds ?? []) {
      const child = byId.get(id)
      if (child) write(child, isSilent ? depth : depth + 1, isSilent ? said : name)
    }
  }
  const main = nodes.find(({ role }) => role?.value === 'main')!
  write(main, 0, '')
  return `${lines.join('\n')}\n`
}

/** A role by its public name; those that are the browser's own, and change with it, are silent. */
function roleOf({ ignored, role }: Node): string | undefined {
  const name = role?.value ?? ''
  if (ignored || /^(none|generic|section(header|footer))$/.test(name)) return undefined
  if (name === 'StaticText') return 'text'
  if (name === 'Date') return 'date'
  return name.startsWith('DisclosureTriangle') ? 'summary' : /^[a-z]/.test(name) ? name : undefined
}

/** States that are told where they are set. */
const states = ['level', 'checked', 'pressed', 'expanded', 'disabled', 'required']

function lineOf({ value, description, properties = [] }: Node, role: string, name: string): string {
  const set = properties
    .filter(({ name, value: { value } }) => states.includes(name) && value !== false && value !== undefined)
    .filter(({ name }) => name !== 'level' || role === 'heading')
    .map((one) => `${one.name}=${one.value.value}`)
  return [
    role,
    ...(name ? [JSON.stringify(name)] : []),
    ...(value?.value === undefined || value.value === '' ? [] : [`= ${value.value}`]),
    ...(set.length > 0 ? [`[${set.join(' ')}]`] : []),
    ...(description?.value ? [`(${description.value})`] : []),
  ].join(' ')
}
