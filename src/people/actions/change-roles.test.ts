import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '../../platform/id.ts'
import { aCouncil, aPerson, inCouncil } from '../fixtures.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { replaceRoles } from '../store-grants.ts'
import { holdCouncil, updatePerson } from '../store-people.ts'
import { changeRoles } from './change-roles.ts'

const world = await peopleWorld()
const { door, withRole, person, pool } = world
const administrator = await withRole('administrator')
const change = (by: typeof administrator, personId: string, ...roles: string[]) =>
  door.run(changeRoles, by, { personId, roles })

test('gives and takes roles, and the ledger has both', async () => {
  const author = await withRole('author')
  const view = await change(administrator, author.personId, 'moderator', 'press-office')
  assert.deepEqual(view.roles.sort(), ['moderator', 'press-office'])
  assert.partialDeepStrictEqual(world.lastEntry(author.personId), {
    action: 'person.roles-changed',
    details: { given: ['moderator', 'press-office'], taken: ['author'] },
  })
})

test('refuses your own roles, and everybody who is no administrator', async () => {
  await assert.rejects(
    change(administrator, administrator.personId, 'administrator', 'crisis-team'),
    /their own roles/,
  )
  for (const role of ['communications', 'author', 'ict-security', 'hr'] as const)
    await assert.rejects(
      change(await withRole(role), (await withRole('author')).personId, 'administrator'),
      { kind: 'not-allowed' },
    )
})

test('keeps the last administrator, also when two remove each other at once', async () => {
  const other = await withRole('administrator')
  const results = await Promise.allSettled([
    change(administrator, other.personId, 'author'),
    change(other, administrator.personId, 'author'),
  ])
  assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected'])
})

test('waits for another change about administrators to end before it counts them', async () => {
  const fresh = await peopleWorld()
  const [one, two] = [await fresh.withRole('administrator'), await fresh.withRole('administrator')]
  let settled = false
  let change: Promise<unknown> = Promise.resolve()
  await fresh.inside(async (db) => {
    await holdCouncil(db)
    const at = { councilId: fresh.councilId, personId: one.personId, now: fresh.clock.now() }
    await replaceRoles(db, at, 'crier', [])
    change = fresh.door
      .run(changeRoles, one, { personId: two.personId, roles: ['author'] })
      .finally(() => {
        settled = true
      })
    change.catch(() => {})
    await pause(200)
    assert.equal(settled, false)
  })
  await assert.rejects(change, /last administrator/)
})

test('an administrator who has left or whose time is up does not count as one', async () => {
  const councilId = await aCouncil(pool)
  const [one, gone, late] = await Promise.all(
    ['a', 'b', 'c'].map(() => aPerson(pool, { councilId, roles: ['administrator'] })),
  )
  assert.ok(one && gone && late)
  await inCouncil(pool, councilId, async (db) => {
    await updatePerson(db, gone.personId, { status: 'left' })
    await updatePerson(db, late.personId, {
      access_until: world.clock.now().subtract({ hours: 1 }),
    })
  })
  await assert.rejects(change(late, one.personId, 'author'), /last administrator/)
})

test('an auditor holds no other role and no level', async () => {
  const publisher = await person({ levels: { [newId()]: 'publisher' } })
  const admin = await withRole('administrator')
  await assert.rejects(change(admin, publisher.personId, 'auditor'), /no level/)
  const author = await withRole('author')
  await assert.rejects(change(admin, author.personId, 'auditor', 'author'), /no other role/)
  assert.deepEqual((await change(admin, author.personId, 'auditor')).roles, ['auditor'])
})

test('knows nobody of another council', async () => {
  const elsewhere = await aPerson(pool, { councilId: await aCouncil(pool) })
  const admin = await withRole('administrator')
  await assert.rejects(change(admin, elsewhere.personId, 'administrator'), { kind: 'not-found' })
})

test('leaves to the directory what the directory gave', async () => {
  const author = await withRole('author')
  const at = { councilId: world.councilId, personId: author.personId, now: world.clock.now() }
  await world.inside((db) => replaceRoles(db, at, 'directory', ['moderator']))
  const admin = await withRole('administrator')
  await assert.rejects(change(admin, author.personId, 'author'), /directory/)
  const view = await change(admin, author.personId, 'moderator', 'marketing')
  assert.deepEqual(view.roles.sort(), ['marketing', 'moderator'])
})
