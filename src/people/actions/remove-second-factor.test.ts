import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { aCouncil, aPerson } from '../fixtures.ts'
import { asSuperuser } from '../fixtures-superuser.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { removeSecondFactor } from './remove-second-factor.ts'

const world = await peopleWorld()
const { door, withRole, person } = world
const administrator = await withRole('administrator')

async function withFactors() {
  const found = await person()
  const { superuserUrl } = world.database
  await asSuperuser(
    superuserUrl,
    `insert into people.two_factor (id, person_id, secret, backup_codes) values ($1, $2, 's', 'b')`,
    [newId(), found.personId],
  )
  await asSuperuser(
    superuserUrl,
    `insert into people.passkey (id, person_id, public_key, credential_id, counter, device_type, backed_up)
     values ($1, $2, 'k', $3, 0, 'singleDevice', false)`,
    [newId(), found.personId, newId()],
  )
  return found
}

test('takes the app and the passkeys away, ends every session and says so in the ledger', async () => {
  const owner = await withFactors()
  await world.signIn(owner)
  const { personId } = owner
  const view = await door.run(removeSecondFactor, administrator, { personId })
  assert.equal(view.secondFactor, false)
  assert.deepEqual(await world.sessionsOf(owner), [])
  const [entry] = world.entries(personId)
  assert.equal(entry?.action, 'person.second-factor-taken')
  assert.deepEqual(entry?.details, { totp: true, passkeys: 1, sessionsEnded: 1 })
  await assert.rejects(door.run(removeSecondFactor, administrator, { personId }), {
    kind: 'conflict',
  })
})

test('leaves the factors of everybody else alone', async () => {
  const [owner, other] = [await withFactors(), await withFactors()]
  await door.run(removeSecondFactor, administrator, { personId: owner.personId })
  const rows = await asSuperuser(
    world.database.superuserUrl,
    'select from people.passkey where person_id = $1',
    [other.personId],
  )
  assert.equal(rows.length, 1)
})

test('refuses everybody but another administrator of the same council', async () => {
  const { personId } = await withFactors()
  for (const role of ['communications', 'ict-security', 'author', 'auditor'] as const)
    await assert.rejects(door.run(removeSecondFactor, await withRole(role), { personId }), {
      kind: 'not-allowed',
    })
  const own = { personId: administrator.personId }
  await assert.rejects(door.run(removeSecondFactor, administrator, own), { kind: 'not-allowed' })
  const elsewhere = await aCouncil(world.pool)
  const stranger = await aPerson(world.pool, { councilId: elsewhere, roles: ['administrator'] })
  await assert.rejects(door.run(removeSecondFactor, stranger, { personId }), { kind: 'not-found' })
})
