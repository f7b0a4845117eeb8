import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { idFrom, newId } from './id.ts'

test('makes UUIDs of version 7, each different, sorting as they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => newId())
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(ids.toSorted(), ids)
  for (const id of ids.slice(0, 50)) assert.ok(z.uuid({ version: 'v7' }).safeParse(id).success, id)
})

test('keeps its order when the clock steps back', () => {
  const later = newId(4_000_000_000_000)
  assert.ok(newId(3_000_000_000_000) > later)
})

test('derives the same id from the same name, another from another', () => {
  const parent = newId()
  assert.equal(idFrom(parent, 'first'), idFrom(parent, 'first'))
  assert.notEqual(idFrom(parent, 'first'), idFrom(parent, 'second'))
  assert.ok(z.uuid().safeParse(idFrom(parent, 'first')).success)
})
