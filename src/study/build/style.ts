/** How a card looks in Anki, which says `.nightMode` where its theme is dark. */
export const cardStyle = `.card { background: #fbf9f4; color: #1d1c1a; font: 1.1rem/1.6 system-ui, sans-serif; text-align: start; }
main { margin: 0 auto; max-width: 36rem; }
h1 { font: 700 1.4em/1.25 Palatino, "Noto Serif", serif; }
pre { background: #f3f0e8; border-radius: .5rem; overflow-x: auto; padding: .75rem; }
code, pre { direction: ltr; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #857e71; padding: .3rem .6rem; text-align: start; }
img { height: auto; max-width: 100%; }
blockquote { border-inline-start: 3px solid #0a5443; margin-inline-start: 0; padding-inline-start: 1rem; }
a { color: #0a5443; }
li + li { margin-top: .4em; }
dt { float: inline-start; font-weight: 600; }
dd { margin-inline-start: 2rem; }
.anchor, .visually-hidden { display: none; }
.link { font-size: .8rem; margin-top: 2rem; }
.hljs-comment { color: #4a4e52; }
.hljs-keyword, .hljs-selector-tag, .hljs-literal { color: #85196a; }
.hljs-string, .hljs-regexp { color: #195319; }
.hljs-number { color: #773400; }
.hljs-title, .hljs-attr, .hljs-name { color: #0b4696; }
.nightMode.card, .nightMode .card { background: #15171a; color: #ebe8e1; }
.nightMode pre { background: #0f1113; }
.nightMode a { color: #86d9c1; }
.nightMode .hljs-comment { color: #a6adb5; }
.nightMode .hljs-keyword, .nightMode .hljs-selector-tag, .nightMode .hljs-literal { color: #f0a3d8; }
.nightMode .hljs-string, .nightMode .hljs-regexp { color: #a5d6a0; }
.nightMode .hljs-number { color: #f5b483; }
.nightMode .hljs-title, .nightMode .hljs-attr, .nightMode .hljs-name { color: #9cc4ff; }
`
