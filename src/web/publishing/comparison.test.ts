import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Content } from '../../publishing/contract.ts'
import { comparison } from './comparison.ts'
import { voicesOf } from './voices.ts'

const before: Content = {
  items: [{ text: 'Bins on Tuesday', media: [{ fileId: 'f', alt: 'A bin' }] }],
  channels: [{ channelId: 'a' }, { channelId: 'b' }],
  language: 'en',
  visibility: 'public',
  contentWarning: '',
}
const what = (after: Partial<Content>) =>
  comparison(before, { ...before, ...after }, (id) => id.toUpperCase()).map((each) => each.what)

test('two equal versions have nothing to show', () => {
  assert.deepEqual(what({}), [])
})

test('a changed description of a picture is a change of the text', () => {
  const items = [{ text: 'Bins on Tuesday', media: [{ fileId: 'f', alt: 'A green bin' }] }]
  assert.deepEqual(what({ items }), ['Text'])
})

test('an own text is compared with the shared one that the channel followed before', () => {
  const channels = [{ channelId: 'a' }, { channelId: 'b', items: [{ text: 'Bins', media: [] }] }]
  assert.deepEqual(what({ channels }), ['B'])
})

test('a channel left out and a changed setting are named', () => {
  assert.deepEqual(what({ channels: [{ channelId: 'a' }], visibility: 'unlisted' }), [
    'Channels',
    'Who can see it',
  ])
})

test('channels that say the same are shown together', () => {
  const own = [{ text: 'Bins', media: [] }]
  const content = { ...before, channels: [...before.channels, { channelId: 'c', items: own }] }
  assert.deepEqual(
    voicesOf(content).map(({ channelIds }) => channelIds),
    [['a', 'b'], ['c']],
  )
})

test('a text that no channel follows is not shown as if it went out', () => {
  const content = { ...before, channels: [{ channelId: 'c', items: [] }] }
  assert.deepEqual(
    voicesOf(content).map(({ channelIds }) => channelIds),
    [['c']],
  )
})

test('a text with no channel yet is shown', () => {
  assert.equal(voicesOf({ ...before, channels: [] })[0]?.items[0]?.text, 'Bins on Tuesday')
})
