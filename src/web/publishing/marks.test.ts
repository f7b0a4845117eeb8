import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reason } from './answers.ts'
import { carry, marksAt, pieces } from './marks.ts'

const reason = (
  marks: Partial<Reason['marks'][number]>[],
  outcome: Reason['outcome'] = 'refused',
) => ({
  control: 'personal-data-check',
  outcome,
  message: 'personal-data-check.phone',
  values: {},
  sentence: 'A phone number.',
  clauses: ['crier:floor'] as Reason['clauses'],
  marks: marks.map((mark) => ({
    channelId: null,
    item: 0,
    field: 'text' as const,
    index: 0,
    start: 0,
    end: 4,
    ...mark,
  })),
  next: null,
  setting: null,
})
const here = { channelId: null, item: 0, field: 'text', index: 0 } as const

test('a mark on a channel that follows stands in the shared text, once', () => {
  const reasons = [reason([{ channelId: 'a' }, { channelId: 'b' }])]
  assert.equal(marksAt(reasons, here, new Set()).length, 1)
})

test('a mark on a channel with its own text stands there only', () => {
  const reasons = [reason([{ channelId: 'a' }])]
  assert.equal(marksAt(reasons, here, new Set(['a'])).length, 0)
  assert.equal(marksAt(reasons, { ...here, channelId: 'a' }, new Set(['a'])).length, 1)
})

test('a mark of another part or of a description is left to it', () => {
  const reasons = [reason([{ item: 1 }, { field: 'altText' }])]
  assert.equal(marksAt(reasons, here, new Set()).length, 0)
})

const range = { start: 5, end: 9 }
for (const [what, was, now, expected] of [
  ['stays where the text after it changed', 'call 0123 now', 'call 0123 later', [range]],
  [
    'moves with text typed before it',
    'call 0123 now',
    'Please call 0123 now',
    [{ start: 12, end: 16 }],
  ],
  ['goes when its own words are retyped', 'call 0123 now', 'call 0193 now', []],
  ['goes when everything is deleted', 'call 0123 now', '', []],
] as const)
  test(`a mark ${what}`, () => {
    assert.deepEqual(carry([range], was, now), expected)
  })

test('the pieces give the text back, however the marks overlap or overshoot', () => {
  const text = 'call 0123 456 now'
  const found = pieces(text, [
    { start: 5, end: 9, outcome: 'refused' },
    { start: 7, end: 99, outcome: 'note' },
    { start: -3, end: 2, outcome: 'needs' },
  ])
  assert.equal(found.map((piece) => piece.text).join(''), text)
  assert.deepEqual(
    found.map((piece) => piece.outcome),
    ['needs', undefined, 'refused', 'refused', 'note'],
  )
})

test('an empty text has no pieces', () => {
  assert.deepEqual(pieces('', [{ start: 0, end: 4, outcome: 'needs' }]), [])
})
