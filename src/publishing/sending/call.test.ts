import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { NetworkFailure } from '../../networks/index.ts'
import { failureFrom, within } from './call.ts'

test('a connector that never answers is given up as without an answer', async () => {
  const never = within(10, new Promise<string>(() => {}))
  await assert.rejects(never, (error) => {
    assert.partialDeepStrictEqual(failureFrom(error), {
      kind: 'no-answer',
      code: 'gave-up-waiting',
    })
    return true
  })
})

test('an answer in time is the answer, and nothing is left running', async () => {
  assert.equal(await within(1000, pause(5, 'here')), 'here')
})

test('a failure of the network keeps its kind, code, words and trace', () => {
  const facts = {
    kind: 'refused',
    step: 'post',
    code: '422',
    words: 'Too long',
    trace: 't',
  } as const
  assert.deepEqual(failureFrom(new NetworkFailure(facts)), { ...facts, until: null })
})

test('a defect of ours counts as no answer, and says nothing of what was in it', () => {
  const fault = failureFrom(new TypeError('cannot read the text of a resident'))
  assert.partialDeepStrictEqual(fault, { kind: 'no-answer', code: 'defect', words: 'TypeError' })
})
