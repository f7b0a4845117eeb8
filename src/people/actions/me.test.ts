import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '../../platform/caller.ts'
import { newId } from '../../platform/id.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { secondFactorOwed } from '../guard.ts'
import { listRoles } from './list-roles.ts'
import { me } from './me.ts'

const world = await peopleWorld()
const { door, person, withRole } = world

test('says who I am, where I work and what I may do', async () => {
  const channelId = newId()
  const author = await person({ name: 'Author', levels: { [channelId]: 'publisher' } })
  assert.partialDeepStrictEqual(await door.run(me, author, {}), {
    person: { id: author.personId, name: 'Author' },
    council: { id: world.councilId, name: 'Brackenshire Council', zone: 'Europe/London' },
    roles: [{ id: 'author', name: 'Author' }],
    levels: [{ channelId, level: 'publisher' }],
    fullAccess: false,
    readOnly: false,
    secondFactor: { required: false, owed: null },
    lockdown: null,
    may: [],
  })
})

test('tells an administrator without a second factor what is owed, with the true roles', async () => {
  const administrator = await withRole('administrator')
  const owing = { ...administrator, roles: [secondFactorOwed], secondFactor: false }
  const answer = await door.run(me, owing, {})
  assert.deepEqual(answer.secondFactor, {
    required: true,
    totp: false,
    passkeys: 0,
    used: false,
    // No password here: the directory of the council is what signs this person in.
    owed: 'directory',
  })
  assert.deepEqual(
    answer.roles.map(({ id }) => id),
    ['administrator'],
  )
  assert.equal(answer.may.includes('change-council'), true)
})

test('says that an auditor reads only, and nothing to somebody not signed in', async () => {
  const answer = await door.run(me, await withRole('auditor'), {})
  assert.deepEqual([answer.readOnly, answer.fullAccess], [true, false])
  await assert.rejects(door.run(me, nobody, {}), { kind: 'sign-in-needed' })
})

test('names every role with a sentence of what it may do', async () => {
  const { roles } = await door.run(listRoles, await person(), {})
  assert.ok(roles.length >= 20)
  for (const { id, name, says } of roles) assert.ok(name && /^[A-Z].*\.$/.test(says), id)
  assert.equal(new Set(roles.map(({ id }) => id)).size, roles.length)
})
