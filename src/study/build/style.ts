import { coloursIn } from '../../site/colours.ts'

/** How a card looks in Anki, which says `.nightMode` where its theme is dark, in the colours of a style sheet's tokens. */
export function cardStyle(tokens: string): string {
  const [light, dark] = [0, 1].map((theme) => (role: string) => coloursIn(tokens, role)[theme]!)
  return `.card { background: ${light!('surface')}; color: ${light!('text')}; font: 1.1rem/1.6 system-ui, sans-serif; text-align: start; }
main { margin: 0 auto; max-width: 36rem; }
h1 { font: 700 1.4em/1.25 Palatino, "Noto Serif", serif; }
pre { background: ${light!('surface-sunken')}; border-radius: .5rem; overflow-x: auto; padding: .75rem; }
code, pre { direction: ltr; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
table { border-collapse: collapse; }
th, td { border: 1px solid ${light!('line-strong')}; padding: .3rem .6rem; text-align: start; }
img { height: auto; max-width: 100%; }
blockquote { border-inline-start: 3px solid ${light!('accent')}; margin-inline-start: 0; padding-inline-start: 1rem; }
a { color: ${light!('accent')}; }
li + li { margin-top: .4em; }
dt { float: inline-start; font-weight: 600; }
dd { margin-inline-start: 2rem; }
.anchor, .visually-hidden { display: none; }
.link { font-size: .8rem; margin-top: 2rem; }
.hljs-comment { color: ${light!('code-comment')}; }
.hljs-keyword, .hljs-selector-tag, .hljs-literal { color: ${light!('code-keyword')}; }
.hljs-string, .hljs-regexp { color: ${light!('code-string')}; }
.hljs-number { color: ${light!('code-number')}; }
.hljs-title, .hljs-attr, .hljs-name { color: ${light!('code-name')}; }
.nightMode.card, .nightMode .card { background: ${dark!('surface')}; color: ${dark!('text')}; }
.nightMode pre { background: ${dark!('surface-sunken')}; }
.nightMode a { color: ${dark!('accent')}; }
.nightMode .hljs-comment { color: ${dark!('code-comment')}; }
.nightMode .hljs-keyword, .nightMode .hljs-selector-tag, .nightMode .hljs-literal { color: ${dark!('code-keyword')}; }
.nightMode .hljs-string, .nightMode .hljs-regexp { color: ${dark!('code-string')}; }
.nightMode .hljs-number { color: ${dark!('code-number')}; }
.nightMode .hljs-title, .nightMode .hljs-attr, .nightMode .hljs-name { color: ${dark!('code-name')}; }
`
}
