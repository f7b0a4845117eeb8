import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noAnswer, problemFrom } from './problem.ts'

test('reads a refusal with its sentence, fields and clauses', () => {
  const problem = problemFrom(422, {
    type: '/problems/policy',
    title: 'policy',
    detail: 'You wrote this post, so someone else approves it.',
    clauses: ['crier:nobody-approves-their-own'],
    fields: { note: 'Say why.' },
    verdict: { outcome: 'refused' },
  })
  assert.equal(problem.kind, 'policy')
  assert.equal(problem.status, 422)
  assert.equal(problem.message, 'You wrote this post, so someone else approves it.')
  assert.deepEqual(problem.clauses, ['crier:nobody-approves-their-own'])
  assert.deepEqual(problem.fields, { note: 'Say why.' })
  assert.deepEqual(problem.more.verdict, { outcome: 'refused' })
})

test('takes what it does not know for a defect, and keeps the reference', () => {
  const problem = problemFrom(500, { type: '/problems/new-kind', reference: '0193' })
  assert.equal(problem.kind, 'defect')
  assert.equal(problem.reference, '0193')
  assert.match(problem.message, /went wrong/)
})

test('is not fooled by a page that a proxy put in between', () => {
  for (const body of [undefined, null, '<html>', 7]) {
    const problem = problemFrom(502, body)
    assert.equal(problem.kind, 'defect')
    assert.match(problem.message, /no usable answer/)
  }
})

test('says that nothing typed is lost when no answer comes', () => {
  assert.equal(noAnswer().kind, 'no-answer')
  assert.match(noAnswer().message, /still here/)
})
