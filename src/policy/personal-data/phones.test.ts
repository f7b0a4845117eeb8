import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalPhone, findPhones } from './phones.ts'

const numbers: readonly [text: string, phone: string][] = [
  ['07700 900123', '+447700900123'],
  ['07700900123', '+447700900123'],
  ['07700-900-123', '+447700900123'],
  ['07700.900.123', '+447700900123'],
  ['0 7 7 0 0 9 0 0 1 2 3', '+447700900123'],
  ['(01632) 960123', '+441632960123'],
  ['01632 960 123', '+441632960123'],
  ['020 7946 0123', '+442079460123'],
  ['0207 946 0123', '+442079460123'],
  ['0116 496 0123', '+441164960123'],
  ['+44 7700 900123', '+447700900123'],
  ['+44 (0)7700 900123', '+447700900123'],
  ['0044 7700 900123', '+447700900123'],
  ['44 7700 900123', '+447700900123'],
  ['tel:+447700900123', '+447700900123'],
  ['+353 85 012 3456', '+353850123456'],
  ['O77OO 9OO l23', '+447700900123'],
  ['zero seven seven zero zero nine zero zero one two three', '+447700900123'],
  ['oh double seven double oh, nine double oh, one two three', '+447700900123'],
  ['07700 nine zero zero 123', '+447700900123'],
  ['07-70-0900-123', '+447700900123'],
  ['07700\n900123', '+447700900123'],
  ['Ring me (07700 900123) today', '+447700900123'],
  ['account 07700900123', '+447700900123'],
]

for (const [text, phone] of numbers)
  test(`finds a number in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(
      findPhones(text).map(({ value }) => value),
      [phone],
    )
  })

for (const text of [
  'Ring 999, 101 or 111',
  'Ring 0300 123 4567 or 0800 1111 or 0345 606 1234',
  'Ring 0870 123 4567',
  'Open 07.30-12.30 and 13.30-17.30 from 07.12.2026 to 08.01.2027',
  '01/02/2026 - 09/02/2026',
  '01-02-2026 09-02-2026',
  '2026-11-24T09:00:00Z',
  'On 07-12-2026 123 people came',
  'On 07.12.2026 123 people came',
  'By 07.30 1234567 steps were counted',
  '07700 90012',
  '+0 7700 900123',
  'Council tax number 01234567890',
  'Quote reference: 02012345678 when you pay',
  'Your UPRN is 010012345678',
  'Bin collection reference 2026-0117-0042',
  'Planning application 26/01234/FUL',
  'It cost £01632 960123',
  '£1,250,000 over 10 years',
  'Population 105300 in 2021',
  'ISBN 978-0-14-044913-6',
  'Charity number 1163245',
  'REF07700900123X',
  '123456789012345678901234567890',
  '0 1 2 3 4 5 6 7 8 9 10',
  'One, two, three, four, five: once I caught a fish alive',
  'Routes 07 and 12 and 23',
  'Account 12345678 sort code 01-02-03',
  'Grid reference SU 01234 56789',
  'hashtag #01632960123',
])
  test(`finds no number in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(findPhones(text), [])
  })

test('finds two numbers that stand side by side', () => {
  for (const text of [
    '01632 960123 07700 900123',
    '01632 960123, 07700 900123',
    '01632960123/07700900123',
  ])
    assert.deepEqual(
      findPhones(text).map(({ value }) => value),
      ['+441632960123', '+447700900123'],
      text,
    )
})

test('writes a number in one form for comparing', () => {
  for (const text of ['01632 960 123', '+44 (0)1632 960123', '(01632) 960123'])
    assert.equal(canonicalPhone(text), '+441632960123')
  assert.equal(canonicalPhone('no number'), null)
})
