import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Limits } from './answers.ts'
import { estimate } from './estimate.ts'

const rule: Limits['text'] = {
  unit: 'graphemes',
  max: 500,
  perLink: 23,
  mentions: 'name-only',
  spoilerCounts: true,
}

// The figures are the server's own (networks/count.ts), which the browser may not import.
for (const [text, graphemes, codepoints, utf16, bytes] of [
  ['Bins are collected on Tuesday', 29, 29, 29, 29],
  ['Details: https://www.brackenshire.example/bins/when?week=2. Thank you', 43, 43, 43, 43],
  ['https://a.example/one and http://b.example/two/three', 51, 51, 51, 51],
  ['Ask @waste@social.example or @roads', 20, 20, 20, 20],
  ['Mae’r ŵyl yn dechrau 👨‍👩‍👧 heddiw', 29, 33, 36, 49],
  ['No link: brackenshire.example', 29, 29, 29, 29],
] as const)
  test(`counts as the server does: ${text}`, () => {
    const by = (unit: Limits['text']['unit']) => estimate(text, { ...rule, unit }, '')
    assert.deepEqual(
      [by('graphemes'), by('codepoints'), by('utf16'), by('bytes')],
      [graphemes, codepoints, utf16, bytes],
    )
  })

test('a content warning counts where the network counts it', () => {
  assert.equal(estimate('Bins', rule, 'Waste'), 9)
  assert.equal(estimate('Bins', { ...rule, spoilerCounts: false }, 'Waste'), 4)
})
