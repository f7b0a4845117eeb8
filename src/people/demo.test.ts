import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../platform/id.ts'
import { demoEmail, demoPassword, demoPeople, seedDemoLevels, seedDemoPeople } from './demo.ts'
import { inCouncil } from './fixtures.ts'
import { signInWorld } from './fixtures-sign-in.ts'
import { levelsOf } from './standing.ts'

const world = await signInWorld({ missing: true })
after(world.close)
const password = demoPassword([new Uint8Array(32).fill(7)])

test('everyone of the demo signs in with its one password, administrators without a second factor', async () => {
  assert.equal((await world.people.offer()).setUpDone, false)
  const demo = await seedDemoPeople(world.door, password)
  for (const { key, roles } of demoPeople) {
    const visitor = world.browser()
    await visitor.post('/api/auth/sign-in/email', { email: demoEmail(key), password })
    const caller = await world.people.authenticate({ cookie: visitor.cookie })
    assert.partialDeepStrictEqual(caller, { kind: 'person', personId: demo.people[key] }, key)
    assert.deepEqual(caller.kind === 'person' && caller.roles.toSorted(), roles.toSorted(), key)
  }
  const page = await world.browser().get('/api/sign-in')
  assert.partialDeepStrictEqual(page.body, {
    setUpNeeded: false,
    demo: { council: 'Brackenshire Council' },
  })
  assert.match(JSON.stringify(page.body.demo), /no second factor here/)
  const channelId = newId()
  const personId = demo.people.author
  await seedDemoLevels(world.door, demo.councilId, [{ personId, channelId, level: 'publisher' }])
  const levels = await inCouncil(world.pool, demo.councilId, (db) => levelsOf(db, personId))
  assert.deepEqual([...levels], [[channelId, 'publisher']])
})

test('there is one demo at most', async () => {
  await assert.rejects(seedDemoPeople(world.door, password))
})

test('tidying removes what nobody can use any more, and only that', async () => {
  const visitor = world.browser()
  await visitor.post('/api/auth/sign-in/email', { email: demoEmail('author'), password })
  await world.people.tidy()
  assert.equal((await world.people.authenticate({ cookie: visitor.cookie })).kind, 'person')
  world.clock.advance({ hours: 24 * 8 })
  await world.people.tidy()
  world.clock.set(Temporal.Now.instant())
  assert.equal((await world.people.authenticate({ cookie: visitor.cookie })).kind, 'nobody')
})
