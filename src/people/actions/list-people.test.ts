import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { aCouncil, aPerson } from '../fixtures.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { listPeople } from './list-people.ts'
import { readPerson } from './read-person.ts'

const world = await peopleWorld()
const { door, withRole, person, pool } = world
const administrator = await withRole('administrator')
const list = (wanted: object = {}, by = administrator) => door.run(listPeople, by, wanted)

test('lists the people of one’s own council by name, in pages that miss nobody', async () => {
  await aPerson(pool, { councilId: await aCouncil(pool), name: 'Elsewhere' })
  for (let n = 0; n < 60; n++) await person({ name: n % 2 === 0 ? 'Same name' : `Person ${n}` })
  const first = await list()
  assert.equal(first.people.length, 50)
  const second = await list({ after: first.next })
  assert.equal(second.next, null)
  const ids = [...first.people, ...second.people].map(({ id }) => id)
  assert.equal(new Set(ids).size, 61)
  assert.equal(
    [...first.people, ...second.people].some(({ name }) => name === 'Elsewhere'),
    false,
  )
})

test('searches by name and address, and takes signs of SQL as letters', async () => {
  await person({ name: 'Welsh officer', email: 'odd_name%@brackenshire.example' })
  assert.equal((await list({ search: 'welsh' })).people.length, 1)
  assert.equal((await list({ search: 'odd_name%' })).people.length, 1)
  assert.equal((await list({ search: '_ODD' })).people.length, 0)
  assert.equal((await list({ search: `'; drop table people.person; --` })).people.length, 0)
})

test('filters by role and status, and says what the asker may do with each', async () => {
  const auditor = await withRole('auditor')
  const found = await list({ role: 'auditor' })
  assert.deepEqual(
    found.people.map(({ id }) => id),
    [auditor.personId],
  )
  assert.deepEqual(found.people[0]?.may, [
    'change-roles',
    'suspend',
    'end-sessions',
    'remove-second-factor',
    'set-access-end',
    'set-experienced',
  ])
  assert.deepEqual((await list({ role: 'administrator' })).people[0]?.may, [])
  assert.deepEqual((await list({ status: 'left' })).people, [])
  const seen = await list({}, auditor)
  assert.deepEqual(
    seen.people.flatMap(({ may }) => may),
    [],
  )
  assert.deepEqual(seen.may, ['list-people', 'read-ledger'])
})

test('is for those who answer for people, and the administrators of a channel', async () => {
  await list({}, await person({ levels: { [newId()]: 'administrator' } }))
  await list({}, await withRole('hr'))
  const author = await person({ levels: { [newId()]: 'approver' } })
  await assert.rejects(list({}, author), { kind: 'not-allowed' })
  await assert.rejects(door.run(readPerson, author, { personId: administrator.personId }), {
    kind: 'not-allowed',
  })
})

test('reads one person, and nobody of another council', async () => {
  const author = await person({ name: 'Author', experienced: false })
  const view = await door.run(readPerson, administrator, { personId: author.personId })
  assert.partialDeepStrictEqual(view, {
    name: 'Author',
    experienced: false,
    secondFactor: false,
    suspensions: [],
  })
  const elsewhere = await aPerson(pool, { councilId: await aCouncil(pool) })
  await assert.rejects(door.run(readPerson, administrator, { personId: elsewhere.personId }), {
    kind: 'not-found',
  })
})
