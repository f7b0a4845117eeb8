import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clauseName } from './clause.ts'

test('names a clause by its pack and number', () => {
  assert.equal(clauseName('st-helens:3.2'), 'St Helens 3.2')
  assert.equal(clauseName('dacorum:3.4.part-8'), 'Dacorum 3.4.part-8')
  assert.equal(clauseName('hr-policy:6.safe-1'), 'HR policy 6.safe-1')
})

test('says the words of a clause that has no number', () => {
  assert.equal(clauseName('crier:nobody-approves-their-own'), 'Crier nobody approves their own')
})

test('shows what is no clause as it is', () => {
  assert.equal(clauseName('dacorum'), 'Dacorum')
  assert.equal(clauseName(''), '')
})
