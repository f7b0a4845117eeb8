import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asJson, asText, type Figure } from './report.ts'

const ratio: Figure = {
  id: 'door-overhead',
  value: 1.23456,
  unit: 'times',
  aim: '≤ 1.6',
  ok: true,
  baseline: 'the same SQL by hand: 300 µs',
}

test('writes one JSON object with its six fields and no more digits than it measured', () => {
  assert.deepEqual(JSON.parse(asJson(ratio)), { ...ratio, value: 1.235 })
  assert.equal(asJson(ratio).includes('\n'), false)
})

test('marks a missed aim in words', () => {
  assert.match(asText(ratio), /^ok +door-overhead +1\.235 times \(aim ≤ 1\.6, beside the same SQL/)
  assert.match(asText({ ...ratio, value: 12_345.6, ok: false }), /^MISSED .* 12,350 times/)
})
