import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { attemptCounter } from './attempts.ts'
import { useCode } from './store-attempts.ts'
import { openSignInPool } from './store-sign-in.ts'

const { database, clock } = await testDoor()
const pool = openSignInPool(database.url)
after(() => pool.end())
const attempts = attemptCounter({ pool, clock, key: new Uint8Array(32) })
const [office, home] = ['192.0.2.1', '198.51.100.1']

async function fail(times: number, what: 'sign-in' | 'secret', who: string | null, from: string) {
  for (let n = 0; n < times; n++) await attempts.begin(what, who, from)
}
const refused = { kind: 'too-many' }

test('stops one person from one address, and leaves both to others', async () => {
  await fail(10, 'sign-in', 'a', office)
  await assert.rejects(attempts.begin('sign-in', 'a', office), refused)
  await attempts.begin('sign-in', 'a', home)
  await attempts.begin('sign-in', 'b', office)
})

test('says which failure was the last', async () => {
  await fail(9, 'sign-in', 'c', office)
  assert.equal((await attempts.begin('sign-in', 'c', office)).last, true)
})

test('a success forgets the failures before it', async () => {
  await fail(9, 'sign-in', 'd', office)
  await (await attempts.begin('sign-in', 'd', office)).forgive()
  await fail(10, 'sign-in', 'd', office)
  await assert.rejects(attempts.begin('sign-in', 'd', office), refused)
})

test('stops a person who is tried from everywhere, later', async () => {
  for (let n = 0; n < 50; n++) await attempts.begin('sign-in', 'e', `203.0.113.${n}`)
  await assert.rejects(attempts.begin('sign-in', 'e', '203.0.113.200'), refused)
})

test('stops an address that tries everybody, later still', async () => {
  for (let n = 0; n < 200; n++) await attempts.begin('sign-in', `f${n}`, '203.0.113.250')
  await assert.rejects(attempts.begin('sign-in', 'f-new', '203.0.113.250'), refused)
})

test('guessing a secret counts against the guesser alone', async () => {
  await fail(10, 'secret', null, '203.0.113.7')
  await assert.rejects(attempts.begin('secret', null, '203.0.113.7'), refused)
  await attempts.begin('secret', null, '203.0.113.8')
})

test('opens again after its time, though somebody kept trying', async () => {
  await fail(10, 'secret', null, '203.0.113.9')
  for (let n = 0; n < 14; n++) {
    clock.advance({ minutes: 1 })
    await assert.rejects(attempts.begin('secret', null, '203.0.113.9'), refused)
  }
  clock.advance({ minutes: 16 })
  await attempts.begin('secret', null, '203.0.113.9')
})

test('keeps nothing that tells whom it counts', async () => {
  const { rows } = await pool.query<{ key: string }>('select key from people.sign_in_attempt')
  assert.ok(rows.length > 100)
  for (const { key } of rows) assert.match(key, /^[\w-]{43}$/)
})

test('a code is used once, and another time after it has long expired', async () => {
  assert.equal(await useCode(pool, 'code', clock.now()), true)
  assert.equal(await useCode(pool, 'code', clock.now()), false)
  clock.advance({ minutes: 3 })
  assert.equal(await useCode(pool, 'code', clock.now()), true)
})
