import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutRepeats, wrongContacts } from './contacts.ts'
import { noContacts } from './council-policy.ts'
import type { CouncilFacts } from './facts.ts'

const mailDomains = ['brackenshire.example']

function wrong(contacts: Partial<CouncilFacts>): string[] {
  return Object.keys(wrongContacts({ ...noContacts, ...contacts }))
}

test('nothing said is nothing wrong', () => {
  assert.deepEqual(wrong({}), [])
})

for (const domain of [
  'gmail.com',
  'hotmail.co.uk',
  'btinternet.com',
  'gov.uk',
  'co.uk',
  'llyw.cymru',
])
  test(`${domain} belongs to many, so it is no council’s own`, () => {
    assert.deepEqual(wrong({ mailDomains: [domain] }), ['mailDomains'])
  })

for (const domain of ['brackenshire.gov.uk', 'sir-bracken.llyw.cymru', 'brackenshire.example'])
  test(`${domain} may be a council’s own`, () => {
    assert.deepEqual(wrong({ mailDomains: [domain] }), [])
  })

test('a shared mailbox is at one of the council’s domains or under it', () => {
  const at = (mailbox: string) => wrong({ mailDomains, serviceMailboxes: [mailbox] })
  assert.deepEqual(at('parks@brackenshire.example'), [])
  assert.deepEqual(at('parks@green.brackenshire.example'), [])
  assert.deepEqual(at('parks@notbrackenshire.example'), ['serviceMailboxes'])
})

test('numbers of services may be listed, though they pass without', () => {
  assert.deepEqual(wrong({ phones: ['0300 123 4567', '+44 1632 960000'] }), [])
  assert.deepEqual(wrong({ phones: ['ask at the desk'] }), ['phones'])
})

test('an address is whole, since a part of one would let other homes pass', () => {
  assert.deepEqual(wrong({ addresses: ['1 Bell Street, Brackenford BR1 1AA'] }), [])
  for (const part of ['BR1 1AA', 'Bell Street, Brackenford', 'Bell Street, BR1 1AA'])
    assert.deepEqual(wrong({ addresses: [part] }), ['addresses'])
})

test('each detail is kept once, in order', () => {
  const twice = { ...noContacts, phones: ['2', '1', '2'] }
  assert.deepEqual(withoutRepeats(twice).phones, ['1', '2'])
})
