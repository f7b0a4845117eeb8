import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { changeRoles } from '../actions/change-roles.ts'
import { invite } from '../actions/invite.ts'
import { sendInvitationAgain } from '../actions/send-invitation-again.ts'
import { suspend } from '../actions/suspend.ts'
import { demoPassword, setUpCode } from '../demo.ts'
import { aCouncil, aPerson, inCouncil } from '../fixtures.ts'
import { goodPassword, origin, signInWorld } from '../fixtures-sign-in.ts'
import { passwordFault } from '../password.ts'
import { levelsOf, rolesOf } from '../standing.ts'

const sealingKeys = [new Uint8Array(32).fill(7)] as const
const world = await signInWorld()
after(world.close)
const { browser, door, people, pool, councilId, clock } = world
const administrator = await aPerson(pool, { councilId, roles: ['administrator'] })
const invitation = invite({ publicAddress: origin, sealingKeys, mailReady: false })
let count = 0

async function invited(more: object = {}) {
  const email = `guest-${count++}@brackenshire.example`
  const input = { email, name: 'Guest', ...more }
  const { link } = await door.run(invitation, administrator, input)
  return { email, token: new URL(link ?? '').hash.slice(1) }
}
const accept = (token: string, password = goodPassword) =>
  browser().post('/api/invitations/accept', { token, name: 'Guest', password })

test('an invitation opens, is accepted once, and gives what was promised', async () => {
  const channelId = crypto.randomUUID()
  const levels = [{ channelId, level: 'publisher' }]
  const { email, token } = await invited({ roles: ['author', 'moderator'], levels })
  const opened = await browser().post('/api/invitations/open', { token })
  assert.partialDeepStrictEqual(opened.body, { council: 'Brackenshire Council', email })
  assert.deepEqual((await accept(token)).body, { email })
  for (const path of ['open', 'accept']) {
    const body = path === 'open' ? { token } : { token, name: 'Guest', password: goodPassword }
    assert.equal((await browser().post(`/api/invitations/${path}`, body)).status, 404)
  }
  const visitor = browser()
  await visitor.post('/api/auth/sign-in/email', { email, password: goodPassword })
  const caller = await people.authenticate({ cookie: visitor.cookie })
  assert.ok(caller.kind === 'person')
  assert.deepEqual(caller.roles.toSorted(), ['author', 'moderator'])
  const held = await inCouncil(pool, councilId, (db) => levelsOf(db, caller.personId))
  assert.deepEqual([...held], [[channelId, 'publisher']])
})

test('accepted twice at the same moment, an invitation makes one person', async () => {
  const { token } = await invited()
  const statuses = await Promise.all([accept(token), accept(token), accept(token)])
  assert.deepEqual(statuses.map(({ status }) => status).toSorted(), [200, 404, 404])
})

test('an invitation dies with its time, and a bad password does not use it up', async () => {
  const { token } = await invited()
  const weak = await accept(token, 'guest-at-brackenshire')
  assert.equal(weak.status, 422)
  assert.match(JSON.stringify(weak.body.fields), /your name/)
  clock.advance({ hours: 7 * 24 })
  assert.equal((await accept(token)).status, 404)
  clock.set(Temporal.Now.instant())
})

test('an invitation is worth no more than whoever sent it', async () => {
  const gone = await aPerson(pool, { councilId, roles: ['administrator'] })
  const { personId } = gone
  const email = 'way-back-in@brackenshire.example'
  const { invitation: made, link } = await door.run(invitation, gone, {
    ...{ email, name: 'Guest', roles: ['administrator'] },
  })
  const token = new URL(link ?? '').hash.slice(1)
  await door.run(changeRoles, administrator, { personId, roles: ['communications'] })
  assert.equal((await accept(token)).status, 409)
  await door.run(changeRoles, administrator, { personId, roles: ['administrator'] })
  await door.run(suspend, administrator, { personId, channelIds: null, reason: 'Sent away.' })
  assert.equal((await accept(token)).status, 409)
  // Somebody else may stand in for it.
  const again = sendInvitationAgain({ publicAddress: origin, sealingKeys, mailReady: false })
  const sent = await door.run(again, administrator, { invitationId: made.id })
  assert.equal((await accept(token)).status, 404)
  assert.equal((await accept(new URL(sent.link ?? '').hash.slice(1))).status, 200)
})

test('guessing invitations is counted, and stops', async () => {
  const guesser = browser()
  guesser.address = '192.0.2.66'
  const statuses = []
  for (let n = 0; n < 11; n++)
    statuses.push((await guesser.post('/api/invitations/open', { token: `guess-${n}` })).status)
  assert.deepEqual(statuses, [...Array<number>(10).fill(404), 429])
})

test('an address that another council has makes no second account', async () => {
  const elsewhere = await aCouncil(pool)
  await aPerson(pool, { councilId: elsewhere, email: 'shared@brackenshire.example' })
  const { token } = await invited({ email: 'shared@brackenshire.example' })
  assert.equal((await accept(token)).status, 409)
})

test('the sign-in page says that set-up is done, and set-up stays shut', async () => {
  const page = await browser().get('/api/sign-in')
  assert.deepEqual(page.body, {
    setUpNeeded: false,
    demo: null,
    singleSignOn: [],
    mail: true,
    notice: null,
  })
  const late = await browser().post('/api/set-up', setUpInput())
  assert.equal(late.status, 409)
})

const setUpInput = (more: object = {}) => ({
  code: setUpCode(sealingKeys),
  councilName: 'Brackenshire Council',
  slug: 'brackenshire',
  nation: 'E',
  name: 'First Person',
  email: 'First@brackenshire.example',
  password: goodPassword,
  ...more,
})

test('a new installation is set up once, with the code, by one person', async () => {
  const fresh = await signInWorld({ missing: true })
  const page = await fresh.browser().get('/api/sign-in')
  assert.equal(page.body.setUpNeeded, true)
  const wrong = await fresh.browser().post('/api/set-up', setUpInput({ code: '0000-0000-0000' }))
  assert.equal(wrong.status, 403)
  const weak = await fresh.browser().post('/api/set-up', setUpInput({ password: 'brackenshire 1' }))
  assert.equal(weak.status, 422)
  const spelled = setUpCode(sealingKeys).toLowerCase().replaceAll('-', ' ')
  const both = await Promise.all([
    fresh.browser().post('/api/set-up', setUpInput({ code: spelled })),
    fresh.browser().post('/api/set-up', setUpInput({ slug: 'other', email: 'second@b.example' })),
  ])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  const made = both.find(({ status }) => status === 200)?.body ?? {}
  const visitor = fresh.browser()
  const { email } = made
  await visitor.post('/api/auth/sign-in/email', { email, password: goodPassword })
  assert.partialDeepStrictEqual(await fresh.people.authenticate({ cookie: visitor.cookie }), {
    councilId: made.councilId,
    // Nothing else before a second factor.
    roles: ['second-factor-owed'],
  })
  const roles = await inCouncil(fresh.pool, String(made.councilId), (db) =>
    rolesOf(db, String(made.personId)),
  )
  assert.deepEqual(roles, ['administrator'])
  await fresh.close()
})

test('guessing the set-up code is counted, and stops', async () => {
  const fresh = await signInWorld({ missing: true })
  const statuses = []
  for (let n = 0; n < 11; n++) {
    const guess = setUpInput({ code: `GUESS-${n}` })
    statuses.push((await fresh.browser().post('/api/set-up', guess)).status)
  }
  assert.deepEqual(statuses, [...Array<number>(10).fill(403), 429])
  const right = await fresh.browser().post('/api/set-up', setUpInput())
  assert.equal(right.status, 429)
  await fresh.close()
})

test('the demo password is a good one, the same at each start, and outlives a new key', () => {
  const first = demoPassword(sealingKeys)
  const owner = { name: 'Author', email: 'author@brackenshire.example', council: 'Brackenshire' }
  assert.equal(passwordFault(first, owner), null)
  assert.equal(demoPassword([new Uint8Array(32).fill(9), ...sealingKeys]), first)
  assert.notEqual(demoPassword([new Uint8Array(32).fill(9)]), first)
})
