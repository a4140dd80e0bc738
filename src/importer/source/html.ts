/**
 * HTML with something in the place of each comment. One that is never closed is text: looked for behind the last end of
 * a comment, each opening sign would be followed through to the end of the text.
 */
export function withoutComments(html: string, instead = ''): string {
  const end = html.lastIndexOf('-->') + '-->'.length
  if (end < '-->'.length) return html
  return html.slice(0, end).replace(/<!--[\s\S]*?-->/g, instead) + html.slice(end)
}

/** The words of HTML, with something in the place of each comment and each tag. */
export function wordsOfHtml(html: string, instead = ''): string {
  // No tag goes on beyond the next one: signs that never end would be followed through the whole text.
  return withoutComments(html, instead)
    .replace(/<[^<>]*>/g, instead)
    .replaceAll('&nbsp;', ' ')
}
