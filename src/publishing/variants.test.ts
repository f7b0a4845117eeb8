import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '../platform/id.ts'
import type { Content } from './content.ts'
import { words } from './fixtures.ts'
import { excerptOf, fileIdsOf, hashOf, itemsFor, thumbnailOf } from './variants.ts'

const [one, two] = [newId(), newId()]
const item = (text: string) => ({ text, media: [] })

test('a channel has its own words or follows the base', () => {
  const content: Content = {
    ...words('Base', [one]),
    channels: [{ channelId: one }, { channelId: two, items: [item('Own')] }],
  }
  assert.equal(itemsFor(content, one)[0]?.text, 'Base')
  assert.equal(itemsFor(content, two)[0]?.text, 'Own')
})

test('the name of a post in lists is its first words, on one line', () => {
  assert.equal(excerptOf(words('  The library\n\nis open  ', [])), 'The library is open')
  assert.equal(excerptOf(words(['', 'Second'], [])), 'Second')
  assert.equal(excerptOf(words('', [])), 'An empty post')
})

test('a long name is cut between letters, never within one', () => {
  const family = '👨‍👩‍👧‍👦'
  const excerpt = excerptOf(words(family.repeat(200), []))
  assert.ok(excerpt.endsWith('…'))
  assert.ok(excerpt.slice(0, -1).replaceAll(family, '') === '')
})

test('any words give a name that fits and is well formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const excerpt = excerptOf(words(text, []))
      assert.ok(excerpt.isWellFormed())
      assert.ok([...new Intl.Segmenter('en').segment(excerpt)].length <= 121)
    }),
  )
})

test('the same words have the same hash, whatever the order of the fields', () => {
  const content = words('The library is open', [one])
  const turned = Object.fromEntries(Object.entries(content).reverse())
  assert.equal(hashOf(content), hashOf(turned))
  assert.notEqual(hashOf(content), hashOf(words('The library is open.', [one])))
})

test('pictures of every variant count, each once', () => {
  const [a, b] = [newId(), newId()]
  const use = (fileId: string) => ({ fileId, alt: 'A door' })
  const content: Content = {
    ...words('', []),
    items: [{ text: '', media: [use(a)] }],
    channels: [{ channelId: one, items: [{ text: '', media: [use(a), use(b)] }] }],
  }
  assert.deepEqual(fileIdsOf(content).sort(), [a, b].sort())
  assert.deepEqual(thumbnailOf(content), { fileId: a, alt: 'A door' })
  assert.equal(excerptOf(content), 'A picture')
})
