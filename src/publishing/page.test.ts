import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../platform/id.ts'
import { Refusal } from '../platform/refusal.ts'
import { placeFrom, placeToText } from './page.ts'

test('a place in a list survives the way to the browser and back', () => {
  const place = { at: '2026-11-24T09:00:00.123456Z', id: newId() }
  assert.deepEqual(placeFrom(placeToText(place)), place)
})

test('a place that somebody made up is refused', () => {
  const text = (words: string) => Buffer.from(words).toString('base64url')
  for (const made of ['', 'x', text("now() ' or 1=1"), text(`2026 ${newId()}`), '%%%'])
    assert.throws(() => placeFrom(made), Refusal)
})
