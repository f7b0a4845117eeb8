import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newPart, newPicture, type Part } from './draft.ts'
import { addAfter, change, merge, mostParts, move, remove, removePicture, split } from './thread.ts'

const parts = (...texts: string[]) => texts.map((text) => newPart(text))
const texts = (list: readonly Part[]) => list.map(({ text }) => text)

test('splits at the caret and keeps the pictures with the first half', () => {
  const picture = newPicture('f')
  const [first, second] = split([newPart('One. Two.', [picture])], 0, 4)
  assert.deepEqual([first?.text, second?.text], ['One.', 'Two.'])
  assert.deepEqual([first?.pictures, second?.pictures], [[picture], []])
})

test('merging what was split gives every word and every picture back', () => {
  const list = [newPart('One.', [newPicture('f')]), newPart('Two.', [newPicture('g')])]
  const [whole, ...rest] = merge(list, 1)
  assert.equal(whole?.text, 'One.\n\nTwo.')
  assert.deepEqual(
    whole?.pictures.map(({ fileId }) => fileId),
    ['f', 'g'],
  )
  assert.deepEqual(rest, [])
})

test('the first part has nothing to merge with', () => {
  const list = parts('One', 'Two')
  assert.equal(merge(list, 0), list)
})

test('moves a part, and leaves the list alone at its ends', () => {
  const list = parts('One', 'Two', 'Three')
  assert.deepEqual(texts(move(list, 2, 0) as Part[]), ['Three', 'One', 'Two'])
  assert.equal(move(list, 0, -1), list)
  assert.equal(move(list, 2, 3), list)
})

test('a thread ends at its longest', () => {
  const list = parts(...Array.from({ length: mostParts }, (_, at) => `${at}`))
  assert.equal(addAfter(list, 3), list)
  assert.equal(split(list, 3, 1), list)
})

test('removing the only part leaves an empty one', () => {
  assert.deepEqual(texts(remove(parts('One'), 0)), [''])
})

test('a change finds its part wherever it moved to', () => {
  const list = parts('One', 'Two')
  const [one] = list
  const moved = move(list, 0, 1)
  assert.deepEqual(texts(change(moved, one?.key ?? '', (part) => ({ ...part, text: 'Changed' }))), [
    'Two',
    'Changed',
  ])
})

test('removes one picture and no other', () => {
  const [keep, drop] = [newPicture('f'), newPicture('g')]
  assert.deepEqual(removePicture([newPart('', [keep, drop])], drop.key)[0]?.pictures, [keep])
})
