import fc from 'fast-check'
import { type Token, Tokenizer, TokenizerMode } from 'parse5'
import { describe, expect, test } from 'vitest'
import { readTags } from '../../src/publish/tags.ts'

type Written = [name: string, ...attributes: [string, string][]]

function tagsIn(html: string): Written[] {
  const tags: Written[] = []
  readTags(html, ({ name, attributes }) => void tags.push([name, ...attributes]))
  return tags
}

/** The same by a tokenizer that follows the standard to the letter. */
function tokensIn(html: string): Written[] {
  const tags: Written[] = []
  const modes: Record<string, Tokenizer['state']> = {
    script: TokenizerMode.SCRIPT_DATA,
    style: TokenizerMode.RAWTEXT,
    textarea: TokenizerMode.RCDATA,
    title: TokenizerMode.RCDATA,
  }
  const pass = () => {}
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      ...{ onComment: pass, onDoctype: pass, onEndTag: pass, onEof: pass },
      ...{ onCharacter: pass, onNullCharacter: pass, onWhitespaceCharacter: pass },
      onStartTag({ tagName, attrs }: Token.TagToken) {
        tags.push([tagName, ...attrs.map(({ name, value }): [string, string] => [name, value])])
        tokenizer.state = modes[tagName] ?? TokenizerMode.DATA
      },
    },
  )
  tokenizer.write(html, true)
  return tags
}

describe('the tags of a page', () => {
  test.each<[string, string, Written[]]>([
    [
      'with any quotes',
      `<a href="x>y" title='"' data-x=1/2 hidden>`,
      [['a', ['href', 'x>y'], ['title', '"'], ['data-x', '1/2'], ['hidden', '']]],
    ],
    ['in any case', '<A HREF="B"><Br/>', [['a', ['href', 'B']], ['br']]],
    ['over several lines', '<a\n  href = "b"\n>', [['a', ['href', 'b']]]],
    ['without entities', '<a href="?a=1&amp;b=&#x26;&#39;&quot;">', [['a', ['href', `?a=1&b=&'"`]]]],
    ['of whose attributes the first holds', '<a id="1" ID="2">', [['a', ['id', '1']]]],
    [
      'with sizes to choose from',
      '<img srcset="a.png 1x, b.png 2x">',
      [['img', ['srcset', 'a.png 1x, b.png 2x']]],
    ],
    ['not those in comments', '<!-- <a> --!><b><!--><i><!-- <u>', [['b'], ['i']]],
    [
      'not those in scripts',
      '<script type="application/ld+json">{"a":"<a>"}</script ><b>',
      [['script', ['type', 'application/ld+json']], ['b']],
    ],
    [
      'not those in titles and styles',
      '<TITLE><a></tit></TITLE><style>"<a>"</style><b>',
      [['title'], ['style'], ['b']],
    ],
    ['not those that close', '</a href="<b>"></><b>', [['b']]],
    ['not those that never end', '<b><a href="x>', [['b']]],
    ['not declarations', '<!doctype html "<a"><?xml <a><b>', [['b']]],
    ['not what is none', 'a < b <3 <-', []],
  ])('%s', (_, html, tags) => {
    expect(tagsIn(html)).toEqual(tags)
    expect(tokensIn(html)).toEqual(tags)
  })

  test('are those of the standard, whatever is written', () => {
    const parts = fc.constantFrom(
      ...[
        '<',
        '</',
        '>',
        '/>',
        '/',
        '"',
        "'",
        '=',
        ' ',
        '\n',
        '<!',
        '<!--',
        '-->',
        '--!>',
        '-',
        '?',
        'a',
        'B',
        '1',
      ],
      ...['<a', '<img ', ' href', ' src="', " id='", ' id=', '&amp;', '&#x27;', '&#60;', 'é', '<p>', '</p>'],
      ...['<title>', '</title>', '<style>', '</STYLE >', '<textarea>', '</textarea/', '</script>'],
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 24 }), (written) => {
        const html = written.join('')

        expect(tagsIn(html)).toEqual(tokensIn(html))
      }),
    )
  })
})
