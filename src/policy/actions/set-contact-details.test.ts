import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { listEntries } from '../../ledger/actions/list-entries.ts'
import { readPolicy } from './read-policy.ts'
import { setContactDetails } from './set-contact-details.ts'

const { door, as } = await testDoor()
const keeper = as('communications')
const contacts = {
  mailDomains: ['brackenshire.example'],
  serviceMailboxes: ['libraries@brackenshire.example'],
  emails: ['hello@partner.example'],
  phones: ['01632 960000'],
  addresses: ['Civic Offices, 1 Bell Street, Brackenford BR1 1AA'],
}

function set(changed: Partial<typeof contacts>, caller = keeper) {
  return door.run(setContactDetails, caller, { ...contacts, ...changed })
}

/** Newest first. */
async function recorded() {
  return (await door.run(listEntries, as('auditor'), { most: 100 })).entries
}

test('keeps what the council publishes, tidied', async () => {
  const mailDomains = [' Brackenshire.Example ', 'brackenshire.example']
  assert.deepEqual(await set({ mailDomains }), contacts)
  assert.deepEqual((await door.run(readPolicy, as('author'), {})).contacts, contacts)
})

test('the entry counts addresses and numbers, and holds none', async () => {
  await set({ phones: [] })
  await set({})
  const entry = (await recorded())[0]
  assert.deepEqual(entry?.details?.to, {
    mailDomains: ['brackenshire.example'],
    serviceMailboxes: 1,
    emails: 1,
    phones: 1,
    addresses: 1,
  })
  assert.doesNotMatch(JSON.stringify(entry), /@|960000|Bell Street/)
})

test('saving the same again records nothing', async () => {
  const before = (await recorded()).length
  await set({})
  assert.equal((await recorded()).length, before)
})

const refused: readonly [keyof typeof contacts, string][] = [
  ['mailDomains', 'gmail.com'],
  ['mailDomains', 'hotmail.co.uk'],
  ['mailDomains', 'gov.uk'],
  ['serviceMailboxes', 'libraries@elsewhere.example'],
  ['serviceMailboxes', 'libraries@notbrackenshire.example'],
  ['phones', 'the usual one'],
  ['addresses', 'The big house on the hill'],
]

for (const [field, value] of refused)
  test(`refuses ${value} among the ${field}, beside the field`, async () => {
    await assert.rejects(set({ [field]: [value] }), (refusal: { kind: string; fields: object }) => {
      assert.equal(refusal.kind, 'invalid')
      return Object.hasOwn(refusal.fields, field)
    })
  })

test('refuses what is no domain, no mailbox and far too much', async () => {
  for (const domain of ['uk', 'a b.example', '.example', 'ex_ample.example', 'x'.repeat(300)])
    await assert.rejects(set({ mailDomains: [domain] }), { kind: 'invalid' })
  await assert.rejects(set({ emails: ['not an address'] }), { kind: 'invalid' })
  await assert.rejects(set({ phones: Array.from({ length: 201 }, () => '01632 960000') }), {
    kind: 'invalid',
  })
})

test('refuses people who do not keep the policy', async () => {
  await assert.rejects(set({}, as('author')), { kind: 'not-allowed' })
})
