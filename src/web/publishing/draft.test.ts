import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Content } from '../../publishing/contract.ts'
import {
  choose,
  chosen,
  contentOf,
  draftOf,
  emptyDraft,
  follow,
  newPart,
  partsFor,
  vary,
  withParts,
} from './draft.ts'

const content: Content = {
  items: [{ text: 'Bins on Tuesday', media: [{ fileId: 'f', alt: 'A green bin' }] }],
  channels: [{ channelId: 'a' }, { channelId: 'b', items: [{ text: 'Bins', media: [] }] }],
  language: 'cy',
  visibility: 'unlisted',
  contentWarning: '',
}
const texts = (draft: ReturnType<typeof draftOf>, target: string | null) =>
  partsFor(draft, target).map(({ text }) => text)

test('a post that was read and not changed is the same content', () => {
  assert.deepEqual(contentOf(draftOf(content)), content)
})

test('a channel follows the shared text until it has its own', () => {
  const draft = draftOf(content)
  assert.deepEqual([texts(draft, 'a'), texts(draft, 'b')], [['Bins on Tuesday'], ['Bins']])
  const varied = withParts(vary(draft, 'a'), 'a', [newPart('Only here')])
  assert.deepEqual([texts(varied, 'a'), texts(varied, null)], [['Only here'], ['Bins on Tuesday']])
})

test('following again and varying again brings the own text back', () => {
  const followed = follow(draftOf(content), 'b')
  assert.equal(contentOf(followed).channels[1]?.items, undefined)
  assert.deepEqual(texts(vary(followed, 'b'), 'b'), ['Bins'])
})

test('a channel that is left out and chosen again keeps its own text', () => {
  const without = choose(draftOf(content), 'b', false)
  assert.equal(chosen(without, 'b'), undefined)
  assert.deepEqual(texts(choose(without, 'b', true), 'b'), ['Bins'])
})

test('a channel is never chosen twice', () => {
  const draft = choose(choose(emptyDraft(), 'a', true), 'a', true)
  assert.equal(contentOf(draft).channels.length, 1)
})

test('a decorative picture is sent with its reason and without a description', () => {
  const draft = withParts(emptyDraft(), null, [
    newPart('', [{ key: 'k', fileId: 'f', alt: 'typed before', decorative: 'A plain border' }]),
  ])
  assert.deepEqual(contentOf(draft).items[0]?.media, [
    { fileId: 'f', alt: '', decorativeReason: 'A plain border' },
  ])
})
