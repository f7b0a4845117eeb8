import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findNationalInsurance } from './national-insurance.ts'

for (const [text, number] of [
  ['AB123456C', 'AB123456C'],
  ['AB 12 34 56 C', 'AB123456C'],
  ['AB-12-34-56-C', 'AB123456C'],
  ['AB 123456 C', 'AB123456C'],
  ['ab123456c', 'AB123456C'],
  ['ab 12 34 56 c', 'AB123456C'],
  ['My NI number is JG 10 37 59', 'JG103759'],
  ['National Insurance no: jg103759a', 'JG103759A'],
  ['A B 1 2 3 4 5 6 C', 'AB123456C'],
] as const)
  test(`finds a number in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(
      findNationalInsurance(text).map(({ value }) => value),
      [number],
    )
  })

for (const text of [
  'QQ123456C',
  'GB123456A',
  'BG123456A',
  'ZZ123456A',
  'DA123456A',
  'AO123456A',
  'AB123456E',
  'AB12345C',
  'AB1234567C',
  'XAB123456C',
  'AB123456CD',
  'We are open at 10 20 30 a day',
  'Buses at 10.15.30 and 11.15.30',
  'Planning reference AB/2026/123456',
  'AB123456',
  'SG13 8EQ',
])
  test(`finds no number in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(findNationalInsurance(text), [])
  })
