import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, uuid } from './fields.ts'

test('takes the moments that a council writes', () => {
  for (const text of ['2026-11-24T09:00:00Z', '2026-11-24T09:00:00.123456+01:00'])
    assert.equal(instant.parse(text), text)
})

const moments = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '1899-12-31T23:59:59Z',
  '2200-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '+010000-01-01T00:00:00Z',
  '2027-01-01T00:00:00.1234567890123Z',
  '2027-01-01T00:00:60Z',
  '2027-02-29T00:00:00Z',
  '2027-01-01T00:00:00',
  'infinity',
]
for (const text of moments)
  test(`refuses the moment ${text}`, () => {
    assert.equal(instant.safeParse(text).success, false)
  })

test('reads an id in capitals as the same id', () => {
  const id = '01a1f869-ce0f-7000-91a7-407a2dd9b1ef'
  assert.equal(uuid.parse(id.toUpperCase()), id)
  assert.equal(uuid.safeParse(`${id}\n`).success, false)
})
