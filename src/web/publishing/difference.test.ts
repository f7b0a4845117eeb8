import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { difference } from './difference.ts'

const said = (before: string, after: string) =>
  difference(before, after).map(
    ({ kind, text }) => `${{ same: '', added: '+', removed: '-' }[kind]}${text}`,
  )

test('shows the words that changed and leaves the others alone', () => {
  assert.deepEqual(said('Bins on Tuesday at 7', 'Bins on Friday at 7'), [
    'Bins on ',
    '-Tuesday',
    '+Friday',
    ' at 7',
  ])
})

test('two equal texts have no change', () => {
  assert.deepEqual(said('Bins', 'Bins'), ['Bins'])
  assert.deepEqual(said('', ''), [])
})

test('the change tells both texts whole', () => {
  const line = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'ŵ')).map((list) => list.join(''))
  fc.assert(
    fc.property(line, line, (before, after) => {
      const changes = difference(before, after)
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map(({ text }) => text)
          .join('')
      assert.deepEqual([without('added'), without('removed')], [before, after])
    }),
  )
})

test('two very long different texts are told apart without trying every pair', () => {
  const long = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ')
  const started = performance.now()
  difference(`same ${long('a')}`, `same ${long('b')}`)
  assert.ok(performance.now() - started < 2000)
})
