import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparable, findAddresses } from './addresses.ts'

for (const text of [
  '12 High Street, Brackenford BR1 2AB',
  '12 High Street, Brackenford, br12ab',
  '12a Oak Rd. BR1 2AB',
  '12 St. Mary’s Close\nBrackenford\nBR1 2AB',
  '7 Heol y Bryn, Pontyfelin CF1 1AA',
  '12 Oak Avenue BR1 2AB',
  'Flat 3, 12 Oak Avenue, BR1 2AB',
  'Flat 3, BR1 2AB',
  'She lives at number 12, BR1 2AB',
  'BR1 2AB, number 12',
  '221B Baker Street, London NW1 6XE',
  '10 Downing Street, London SW1A 2AA',
])
  test(`finds a home in ${JSON.stringify(text)}`, () => {
    assert.equal(findAddresses(text).length, 1)
  })

for (const text of [
  'BR1 2AB',
  'Roadworks in BR1 2AB and BR1 2AC until Friday',
  'High Street, Brackenford BR1 2AB',
  'Come to the library on High Street, BR1 2AB, on 12 May',
  'Open from 9 to 12, BR1 2AB',
  'We planted 200 trees near Mill Lane, BR1 2AB',
  '3 weeks of works on High Street, BR1 2AB',
  'Join us on Saturday 12 December at Mill Park, BR1 2AB',
  'From 10am at Mill Lane, BR1 2AB',
  'Bus 12 runs along High Street. Nearest stop: BR1 2AB',
  'We counted 12. High Street, BR1 2AB, is closed.',
  'Works at 12 High Street finish soon',
  '12 High Street',
  'A1 2BC is closed, M25 8AM is slow',
  'Vote 12 for BR1 2AB',
])
  test(`finds no home in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(findAddresses(text), [])
  })

test('marks the whole address, from the number of the house to the postcode', () => {
  const text = 'Parcel for 12 High Street, Brackenford BR1 2AB, please'
  const [home] = findAddresses(text)
  assert.equal(text.slice(home?.start, home?.end), '12 High Street, Brackenford BR1 2AB')
})

test('compares addresses word by word', () => {
  assert.equal(comparable('12 High Street,\nBR12AB'), comparable('12 HIGH STREET BR1 2AB'))
  assert.ok(!comparable('111 High Street BR1 2AB').includes(comparable('11 High Street BR1 2AB')))
})
