import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aCouncil, aPerson } from '../fixtures.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { changeCouncil } from './change-council.ts'
import { readCouncil } from './read-council.ts'
import { readSingleSignOn } from './read-single-sign-on.ts'

const world = await peopleWorld()
const { door, withRole, pool } = world
const wanted = {
  name: 'Brackenshire District Council',
  secondFactorFor: 'everyone',
  invitationDays: 3,
}

test('an administrator changes the settings of one council and of no other', async () => {
  const elsewhere = await aCouncil(pool, { name: 'Elsewhere' })
  const administrator = await withRole('administrator')
  const answer = await door.run(changeCouncil, administrator, wanted)
  assert.partialDeepStrictEqual(answer, {
    secondFactorFor: 'everyone',
    invitationDays: 3,
    council: { name: wanted.name },
    may: ['change'],
  })
  const stranger = await aPerson(pool, { councilId: elsewhere })
  const theirs = await door.run(readCouncil, stranger, {})
  assert.partialDeepStrictEqual(theirs, {
    council: { name: 'Elsewhere' },
    secondFactorFor: 'administrators',
    may: [],
  })
  assert.partialDeepStrictEqual(world.lastEntry(world.councilId), {
    action: 'council.settings-changed',
    details: { secondFactorFor: { before: 'administrators', now: 'everyone' }, nameChanged: true },
  })
})

test('refuses everyone else, and values out of range', async () => {
  for (const role of ['communications', 'ict-security', 'auditor', 'author'] as const) {
    const by = await withRole(role)
    await assert.rejects(door.run(changeCouncil, by, wanted), { kind: 'not-allowed' })
    await assert.rejects(door.run(readSingleSignOn('http://localhost:7373'), by, {}), {
      kind: 'not-allowed',
    })
  }
  const administrator = await withRole('administrator')
  for (const bad of [{ invitationDays: 0 }, { invitationDays: 31 }, { name: 'x' }, { slug: 'x' }])
    await assert.rejects(door.run(changeCouncil, administrator, { ...wanted, ...bad }), {
      kind: 'invalid',
    })
})

test('shows what to enter at the identity provider before anything is set', async () => {
  const administrator = await withRole('administrator')
  const view = await door.run(readSingleSignOn('https://crier.example'), administrator, {})
  assert.match(view.redirectAddress, /^https:\/\/crier\.example\/api\/auth\/directory\/.*\/back$/)
  assert.equal(view.enabled, false)
})
