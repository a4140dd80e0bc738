import type { Nodes, RootContent } from 'mdast'
import { wordsOfHtml } from '../source/html.ts'
import { wordsIn } from '../source/markdown.ts'

/**
 * What blocks promise instead of an answer: `all` where they say nothing else than “To be completed.”, `beginning`
 * where a note such as “TODO: name the two phases” follows.
 */
export function placeholderIn(blocks: readonly RootContent[]): 'all' | 'beginning' | undefined {
  const isProse = (block: RootContent) =>
    block.type === 'paragraph' || block.type === 'heading'
      ? !isShown(block)
      : block.type === 'html' && !isShown(block)
  if (!blocks.every(isProse)) return undefined
  const words = blocks
    .map((block) => (block.type === 'html' ? wordsOfHtml(block.value, ' ') : wordsIn(block)))
    .join(' ')
    .replace(/[\s_*]+/g, ' ')
    .trim()
  if (words.length > 300) return undefined
  const said = words.replace(/^[\s\p{P}\p{S}\p{Mn}]+|[\s\p{P}\p{S}\p{Mn}]+$/gu, '')
  if (promise.test(said) || /^([.…?—–-]+|)$/.test(words)) return 'all'
  return blocks.length === 1 && note.test(words) ? 'beginning' : undefined
}

/** Whether a block shows code or an image. */
function isShown(node: Nodes): boolean {
  if (node.type === 'html') return /<img\b/i.test(node.value)
  if (node.type === 'inlineCode' || node.type === 'image' || node.type === 'imageReference') return true
  return 'children' in node && node.children.some(isShown)
}

const promise =
  /^(to ?do|t\.?b\.?[adc]|wip|((answer|solution|explanation) )?(is )?(to be|will be|yet to be) (completed?|done|added|answered|written|determined|defined|filled( in)?|continued|updated|announced)( soon| later)?|((answer|solution|explanation|content|more)( is)? )?(coming|pending|missing|needed|in progress)( soon)?|work in progress|(no|not) (answer|answered|solution)( yet)?|unanswered|under construction|(add|write|your|put)( (your|an|the))? answer( goes)?( here)?|full[ -]text answer|placeholder)$/i

const note =
  /^[\s\p{P}\p{S}]*(TODO|TBD|TBA|TBC|WIP|to be (completed|done|added|written|answered)|(answer )?coming soon)(\]|\s*[:.!…)–—-])/iu
