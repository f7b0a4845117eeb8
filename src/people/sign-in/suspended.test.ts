import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { liftSuspension } from '../actions/lift-suspension.ts'
import { setAccessEnd } from '../actions/set-access-end.ts'
import { suspend } from '../actions/suspend.ts'
import { aPerson, inCouncil } from '../fixtures.ts'
import { softPasskey } from '../fixtures-authenticator.ts'
import { goodPassword, origin, signInWorld } from '../fixtures-sign-in.ts'
import { insertSuspension } from '../store-suspensions.ts'

const world = await signInWorld()
after(world.close)
const { browser, people, door, pool, councilId, clock } = world
const administrator = await aPerson(pool, { councilId, roles: ['administrator'] })
const reason = 'A complaint is being looked into'

async function signedIn(email: string) {
  const person = await world.withPassword({ email })
  const visitor = browser()
  const again = () => visitor.post('/api/auth/sign-in/email', { email, password: goodPassword })
  await again()
  const now = async () => (await people.authenticate({ cookie: visitor.cookie })).kind
  return { person, visitor, now, again }
}
const suspendFully = (personId: string) =>
  door.run(suspend, administrator, { personId, channelIds: null, reason })

test('a suspension from everything ends the session that is open, and lets none begin', async () => {
  const { person, now, again } = await signedIn('publisher@brackenshire.example')
  assert.equal(await now(), 'person')
  const view = await suspendFully(person.personId)
  assert.equal(await now(), 'nobody')
  const refused = await again()
  assert.equal(refused.status, 403)
  assert.match(String(refused.body.detail), /suspended or has ended/)
  const suspensionId = view.suspensions[0]?.id
  await door.run(liftSuspension, administrator, { suspensionId, reason: 'Settled' })
  assert.equal((await again()).status, 200)
  assert.equal(await now(), 'person')
})

test('somebody who does not know the password is not told of the suspension', async () => {
  const { person } = await signedIn('secretly@brackenshire.example')
  await suspendFully(person.personId)
  const answer = await browser().post('/api/auth/sign-in/email', {
    email: 'secretly@brackenshire.example',
    password: 'wrong',
  })
  assert.equal(answer.status, 401)
})

test('is checked at each request, should a session have outlived it', async () => {
  const { person, now } = await signedIn('outlived@brackenshire.example')
  await inCouncil(pool, councilId, (db) =>
    insertSuspension(db, {
      ...{ id: crypto.randomUUID(), councilId, personId: person.personId, channelId: null },
      ...{ reason, from: clock.now(), until: null, by: administrator.personId },
    }),
  )
  assert.equal(await now(), 'nobody')
})

test('a suspension from one channel leaves the person signed in', async () => {
  const { person, now } = await signedIn('partly@brackenshire.example')
  const channelIds = [crypto.randomUUID()]
  await door.run(suspend, administrator, { personId: person.personId, channelIds, reason })
  assert.equal(await now(), 'person')
})

test('a passkey opens no door that a suspension closed', async () => {
  const { person, visitor } = await signedIn('passkey@brackenshire.example')
  const options = await visitor.get('/api/auth/passkey/generate-register-options')
  const passkey = softPasskey({ origin })
  const response = passkey.create(options.body)
  await visitor.post('/api/auth/passkey/verify-registration', { response, name: 'Key' })
  await suspendFully(person.personId)
  const late = browser()
  const challenge = await late.get('/api/auth/passkey/generate-authenticate-options')
  const answer = await late.post('/api/auth/passkey/verify-authentication', {
    response: passkey.get(challenge.body),
  })
  assert.equal(answer.status, 403)
  assert.equal(late.cookie.includes('session_token'), false)
})

test('access with an end stops at that moment, whether or not a job has run', async () => {
  const { person, now, again } = await signedIn('contractor@brackenshire.example')
  const accessUntil = clock.now().add({ hours: 2 }).toString()
  const input = { personId: person.personId, accessUntil, reason: 'The contract ends' }
  await door.run(setAccessEnd, administrator, input)
  assert.equal(await now(), 'person')
  clock.advance({ hours: 2, minutes: 1 })
  assert.equal(await now(), 'nobody')
  assert.equal((await again()).status, 403)
  clock.set(Temporal.Now.instant())
})

test('a role taken away is gone at the next request', async () => {
  const { person, visitor } = await signedIn('moved@brackenshire.example')
  const { changeRoles } = await import('../actions/change-roles.ts')
  await door.run(changeRoles, administrator, { personId: person.personId, roles: ['moderator'] })
  assert.partialDeepStrictEqual(await people.authenticate({ cookie: visitor.cookie }), {
    roles: ['moderator'],
  })
})
