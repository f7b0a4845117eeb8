import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { textOf } from '../mastodon/html.ts'
import { contentOf, mentionsIn, tagsIn } from './content.ts'
import { html } from './markup.ts'
import { nest } from './parameters.ts'

const address = 'https://practice.example'
const write = (text: string, ...names: string[]) =>
  String(
    contentOf(
      text,
      names.map((username) => ({ username })),
      address,
    ),
  )

test('paragraphs and lines become what they are in HTML', () => {
  assert.equal(write('a\nb\n\nc\r\n\r\n\r\nd'), '<p>a<br />b</p><p>c</p><p>d</p>')
})

test('only accounts that are there are linked', () => {
  assert.match(
    write('@council hello', 'Council'),
    /<a href="https:\/\/practice\.example\/@council"/,
  )
  assert.equal(write('@nobody hello'), '<p>@nobody hello</p>')
})

test('finds mentions of this server and hashtags in any language, and nothing else', () => {
  const text =
    '@one, @two@practice.example! @three@elsewhere.example mail@four.example @one #Tŷ #1 #a1 a#b'
  assert.deepEqual(mentionsIn(text, 'practice.example'), ['one', 'two'])
  assert.deepEqual(tagsIn(`${text} https://a.example/#no`), ['tŷ', 'a1'])
})

test('a long address is shortened to the eye only', () => {
  const long = `https://a.example/${'x'.repeat(60)}`
  assert.match(write(long), /class="ellipsis"/)
  assert.equal(textOf(write(long)), long)
})

test('nothing that people write becomes markup, and all of it can be read back', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('<b>', '&amp;', '"', "'", '@council', '#tag', 'https://a.example/(b)', '&#60;'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join(' ')
      const content = write(text, 'council')
      const tags = content.match(/<\/?[a-z]+/gi) ?? []
      const plain = (words: string) => words.replace(/\s+/g, ' ').trim()
      return (
        tags.every((tag) => /^<\/?(p|br|a|span)$/.test(tag)) &&
        plain(textOf(content)) === plain(text)
      )
    }),
  )
})

test('a template escapes all but templates, in lists too', () => {
  const list = ['<i>', html`<b>${'&'}</b>`]
  assert.equal(
    String(html`<p title="${'"'}">${list}${null}${false}${0}</p>`),
    '<p title="&quot;">&lt;i&gt;<b>&amp;</b>0</p>',
  )
})

test('reads forms as Rails does', () => {
  const read = (query: string) => JSON.parse(JSON.stringify(nest(new URLSearchParams(query))))
  assert.deepEqual(read('a=1&b[]=2&b[]=3&c[d]=4'), { a: '1', b: ['2', '3'], c: { d: '4' } })
  assert.deepEqual(read('m[][id]=1&m[][description]=x&m[][id]=2'), {
    m: [{ id: '1', description: 'x' }, { id: '2' }],
  })
  assert.deepEqual(read('m[0][id]=1&m[1][id]=2'), { m: [{ id: '1' }, { id: '2' }] })
})

test('no name in a form reaches what all objects share', () => {
  for (const name of [
    '__proto__[polluted]',
    'constructor[prototype][polluted]',
    'a[__proto__][b]',
    '__proto__[]',
  ])
    nest([[name, 'yes']])
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
  assert.equal(Reflect.get({}, 'polluted'), undefined)
})

test('a form of great depth or length is cut', () => {
  assert.deepEqual(Object.keys(nest([[`a${'[b]'.repeat(1000)}`, '1']])), [])
  const long = nest(Array.from({ length: 5000 }, (): [string, string] => ['a[]', 'x']))
  assert.ok(Array.isArray(long.a) && long.a.length <= 101)
})
