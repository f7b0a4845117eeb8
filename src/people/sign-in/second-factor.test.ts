import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { query } from '../../platform/action.ts'
import { removeSecondFactor } from '../actions/remove-second-factor.ts'
import { appCode, softPasskey } from '../fixtures-authenticator.ts'
import type { Browser } from '../fixtures-browser.ts'
import { goodPassword, origin, sealingKeys, signInWorld } from '../fixtures-sign-in.ts'
import { ownSignIn } from '../guard.ts'
import { signedIn } from '../permissions.ts'

const world = await signInWorld()
after(world.close)
const { browser, people, door } = world

const shape = { name: 'test.look', summary: 'Look', input: z.object({}), reply: z.object({}) }
const look = query({ shape, may: signedIn, do: async () => ({}) })
const lookAtMyself = query({ shape, may: ownSignIn, do: async () => ({}) })

const callerOf = (visitor: Browser) => people.authenticate({ cookie: visitor.cookie })
const signIn = (visitor: Browser, email: string) =>
  visitor.post('/api/auth/sign-in/email', { email, password: goodPassword })

async function withApp(visitor: Browser) {
  const { body } = await visitor.post('/api/auth/two-factor/enable', { password: goodPassword })
  const totpUri = String(body.totpURI)
  const code = appCode(totpUri)
  const done = await visitor.post('/api/auth/two-factor/verify-totp', { code })
  assert.equal(done.status, 200)
  return { totpUri, backupCodes: z.array(z.string()).parse(body.backupCodes) }
}

async function withPasskey(visitor: Browser, passkey = softPasskey({ origin })) {
  const options = await visitor.get('/api/auth/passkey/generate-register-options')
  const added = await visitor.post('/api/auth/passkey/verify-registration', {
    response: passkey.create(options.body),
    name: 'My laptop',
  })
  return { passkey, added }
}

async function signInWithPasskey(visitor: Browser, passkey: ReturnType<typeof softPasskey>) {
  const options = await visitor.get('/api/auth/passkey/generate-authenticate-options')
  const response = passkey.get(options.body)
  return visitor.post('/api/auth/passkey/verify-authentication', { response })
}

/** The next code of the app: the one before it was used up. */
const nextCode = (totpUri: string) =>
  appCode(totpUri, Temporal.Now.instant().epochMilliseconds + 30_000)

test('an administrator reaches nothing but the set-up of a second factor until it is done', async () => {
  const email = 'administrator@brackenshire.example'
  const admin = await world.withPassword({ email, roles: ['administrator'] })
  const visitor = browser()
  await signIn(visitor, email)
  const owing = await callerOf(visitor)
  await assert.rejects(door.run(look, owing, {}), { kind: 'second-factor-needed' })
  await door.run(lookAtMyself, owing, {})
  await withApp(visitor)
  const now = await callerOf(visitor)
  await door.run(look, now, {})
  assert.partialDeepStrictEqual(now, { roles: ['administrator'], secondFactor: true })
  assert.deepEqual(world.entries(admin.personId), [
    'person.signed-in',
    'person.second-factor-added',
  ])
})

test('asks for the code at the next sign-in, opens no session before it, and takes each code once', async () => {
  const email = 'totp@brackenshire.example'
  await world.withPassword({ email })
  const first = browser()
  await signIn(first, email)
  const { totpUri } = await withApp(first)
  const visitor = browser()
  const answer = await signIn(visitor, email)
  assert.deepEqual(answer.body, { next: 'second-factor' })
  assert.equal((await callerOf(visitor)).kind, 'nobody')
  const wrong = await visitor.post('/api/auth/two-factor/verify-totp', { code: '000000' })
  assert.equal(wrong.status, 401)
  const code = nextCode(totpUri)
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
  const right = await visitor.post('/api/auth/two-factor/verify-totp', { code: spaced })
  assert.equal(right.status, 200)
  assert.partialDeepStrictEqual(await callerOf(visitor), { secondFactor: true })
  const watcher = browser()
  await signIn(watcher, email)
  const again = await watcher.post('/api/auth/two-factor/verify-totp', { code })
  assert.equal(again.status, 401)
  assert.equal((await callerOf(watcher)).kind, 'nobody')
})

test('stops taking codes after five wrong ones for one sign-in', async () => {
  const email = 'guess@brackenshire.example'
  await world.withPassword({ email })
  const first = browser()
  await signIn(first, email)
  const { totpUri } = await withApp(first)
  const guesser = browser()
  await signIn(guesser, email)
  for (let n = 0; n < 5; n++)
    await guesser.post('/api/auth/two-factor/verify-totp', { code: '000000' })
  const late = await guesser.post('/api/auth/two-factor/verify-totp', { code: nextCode(totpUri) })
  assert.ok([401, 429].includes(late.status))
  assert.equal((await callerOf(guesser)).kind, 'nobody')
})

test('a back-up code opens one session, once', async () => {
  const email = 'backup@brackenshire.example'
  const person = await world.withPassword({ email })
  const first = browser()
  await signIn(first, email)
  const { backupCodes } = await withApp(first)
  assert.equal(backupCodes.length, 10)
  const [visitor, thief] = [browser(), browser()]
  for (const each of [visitor, thief]) await signIn(each, email)
  const code = backupCodes[0] ?? ''
  const path = '/api/auth/two-factor/verify-backup-code'
  assert.equal((await visitor.post(path, { code })).status, 200)
  assert.equal((await thief.post(path, { code })).status, 401)
  assert.partialDeepStrictEqual(await callerOf(visitor), { secondFactor: true })
  assert.equal(world.entries(person.personId).at(-1), 'person.signed-in')
  // Signed in, the same request would only burn a code.
  assert.equal((await visitor.post(path, { code: backupCodes[1] ?? '' })).status, 409)
})

test('removing the app needs the password, and an administrator owes a factor again', async () => {
  const email = 'remover@brackenshire.example'
  const admin = await world.withPassword({ email, roles: ['administrator'] })
  const visitor = browser()
  await signIn(visitor, email)
  await withApp(visitor)
  const path = '/api/auth/two-factor/disable'
  assert.equal((await visitor.post(path, { password: 'wrong' })).status, 422)
  assert.equal((await visitor.post(path, { password: goodPassword })).status, 200)
  await assert.rejects(door.run(look, await callerOf(visitor), {}), {
    kind: 'second-factor-needed',
  })
  assert.equal(world.entries(admin.personId).at(-1), 'person.second-factor-removed')
})

test('changing the password keeps a session as strong as it was, and no stronger', async () => {
  const email = 'strong@brackenshire.example'
  await world.withPassword({ email, roles: ['administrator'] })
  const visitor = browser()
  await signIn(visitor, email)
  const change = (currentPassword: string, newPassword: string) =>
    visitor.post('/api/auth/change-password', { currentPassword, newPassword })
  await change(goodPassword, 'seven purple window frames')
  assert.partialDeepStrictEqual(await callerOf(visitor), { secondFactor: false })
  await change('seven purple window frames', goodPassword)
  await withApp(visitor)
  await change(goodPassword, 'seven purple window frames')
  assert.partialDeepStrictEqual(await callerOf(visitor), { secondFactor: true })
})

test('adds a passkey, signs in with it, and that counts as a second factor', async () => {
  const email = 'passkey@brackenshire.example'
  const admin = await world.withPassword({ email, roles: ['administrator'] })
  const first = browser()
  await signIn(first, email)
  const { passkey, added } = await withPasskey(first)
  assert.partialDeepStrictEqual(added.body, { name: 'My laptop' })
  assert.equal('publicKey' in added.body, false)
  assert.partialDeepStrictEqual(await callerOf(first), { secondFactor: true })
  const visitor = browser()
  assert.equal((await signInWithPasskey(visitor, passkey)).status, 200)
  await door.run(look, await callerOf(visitor), {})
  assert.deepEqual(world.entries(admin.personId), [
    'person.signed-in',
    'person.passkey-added',
    'person.signed-in',
  ])
  // With a passkey at hand, the password alone is not enough for an administrator.
  const weaker = browser()
  await signIn(weaker, email)
  await assert.rejects(door.run(look, await callerOf(weaker), {}), {
    kind: 'second-factor-needed',
  })
})

test('takes no passkey that did not verify the person, and none made for another site', async () => {
  const email = 'weak-key@brackenshire.example'
  await world.withPassword({ email })
  const visitor = browser()
  await signIn(visitor, email)
  const touch = await withPasskey(visitor, softPasskey({ origin, verifiesPerson: false }))
  assert.match(String(touch.added.body.detail), /fingerprint, a face or a PIN/)
  const elsewhere = await withPasskey(visitor, softPasskey({ origin: 'http://evil.example' }))
  assert.equal(elsewhere.added.status, 422)
  assert.partialDeepStrictEqual(await callerOf(visitor), { secondFactor: false })
})

test('an answer to a passkey challenge works once and only for who was asked', async () => {
  const email = 'replay@brackenshire.example'
  await world.withPassword({ email })
  const owner = browser()
  await signIn(owner, email)
  const { passkey } = await withPasskey(owner)
  const visitor = browser()
  const options = await visitor.get('/api/auth/passkey/generate-authenticate-options')
  const response = passkey.get(options.body)
  const path = '/api/auth/passkey/verify-authentication'
  assert.equal((await browser().post(path, { response })).status, 401)
  assert.equal((await visitor.post(path, { response })).status, 200)
  assert.equal((await visitor.post(path, { response })).status, 401)
  const stranger = softPasskey({ origin })
  assert.equal((await signInWithPasskey(browser(), stranger)).status, 401)
})

test('lists, renames and removes only one’s own passkeys', async () => {
  const emails = ['keys@brackenshire.example', 'other-keys@brackenshire.example']
  const [mine, other] = [browser(), browser()]
  for (const [index, visitor] of [mine, other].entries()) {
    await world.withPassword({ email: emails[index] ?? '' })
    await signIn(visitor, emails[index] ?? '')
  }
  const { added } = await withPasskey(mine)
  const id = String(added.body.id)
  for (const path of ['delete-passkey', 'update-passkey'])
    assert.ok(
      (
        await other.post(`/api/auth/passkey/${path}`, {
          id,
          ...(path[0] === 'u' ? { name: 'x' } : {}),
        })
      ).status >= 400,
    )
  const renamed = await mine.post('/api/auth/passkey/update-passkey', { id, name: 'The phone' })
  assert.equal(renamed.status, 200)
  assert.equal((await mine.get('/api/auth/passkey/list-user-passkeys')).status, 200)
  assert.equal((await mine.post('/api/auth/passkey/delete-passkey', { id })).status, 200)
})

test('whoever holds an open session cannot guess the password behind it', async () => {
  const email = 'held@brackenshire.example'
  await world.withPassword({ email })
  const visitor = browser()
  await signIn(visitor, email)
  const statuses = []
  for (let n = 0; n < 11; n++)
    statuses.push(
      (await visitor.post('/api/auth/two-factor/enable', { password: `wrong ${n}` })).status,
    )
  assert.deepEqual(statuses, [...Array<number>(10).fill(422), 429])
})

test('an app set up before the sealing key was renewed still signs in', async () => {
  const email = 'renewed@brackenshire.example'
  await world.withPassword({ email })
  const first = browser()
  await signIn(first, email)
  const { totpUri } = await withApp(first)
  const renewed = await world.restart([new Uint8Array(32).fill(9), ...sealingKeys])
  const visitor = renewed.browser()
  assert.equal((await renewed.people.authenticate({ cookie: first.cookie })).kind, 'nobody')
  assert.deepEqual((await signIn(visitor, email)).body, { next: 'second-factor' })
  const code = nextCode(totpUri)
  assert.equal((await visitor.post('/api/auth/two-factor/verify-totp', { code })).status, 200)
  await renewed.close()
})

test('whoever has only the password of somebody with a factor gets no factor of their own', async () => {
  for (const roles of [['administrator'], ['author']] as const) {
    const email = `robbed-${roles[0]}@brackenshire.example`
    await world.withPassword({ email, roles })
    const owner = browser()
    await signIn(owner, email)
    const { passkey, added } = await withPasskey(owner)
    const thief = browser()
    await signIn(thief, email)
    const id = String(added.body.id)
    const tries: [string, object][] = [
      ['two-factor/enable', { password: goodPassword }],
      ['two-factor/verify-totp', { code: '123456' }],
      ['two-factor/disable', { password: goodPassword }],
      ['two-factor/generate-backup-codes', { password: goodPassword }],
      ['passkey/verify-registration', { response: softPasskey({ origin }).create({}), name: 'x' }],
      ['passkey/delete-passkey', { id }],
      ['passkey/update-passkey', { id, name: 'x' }],
      ['change-password', { currentPassword: goodPassword, newPassword: 'seven purple windows' }],
    ]
    for (const [path, body] of tries) {
      const { status, body: said } = await thief.post(`/api/auth/${path}`, body)
      assert.deepEqual([path, status, said.title], [path, 403, 'second-factor-needed'])
    }
    const options = await thief.get('/api/auth/passkey/generate-register-options')
    assert.equal(options.status, 403)
    assert.partialDeepStrictEqual(await callerOf(thief), { secondFactor: false })
    // The owner comes in with the passkey, and may do all of it.
    const again = browser()
    assert.equal((await signInWithPasskey(again, passkey)).status, 200)
    assert.equal((await withPasskey(again)).added.status, 200)
  }
})

test('an administrator removes the factor of somebody who lost it, and the password is enough once more', async () => {
  const email = 'lost-it@brackenshire.example'
  const person = await world.withPassword({ email })
  const first = browser()
  await signIn(first, email)
  await withApp(first)
  const helper = await world.withPassword({
    email: 'helper@brackenshire.example',
    roles: ['administrator'],
  })
  await door.run(removeSecondFactor, helper, { personId: person.personId })
  assert.equal((await callerOf(first)).kind, 'nobody')
  const later = browser()
  assert.deepEqual((await signIn(later, email)).body, { next: 'signed-in' })
  await withApp(later)
  assert.partialDeepStrictEqual(await callerOf(later), { secondFactor: true })
})

test('two sessions in one header are one session, whoever reads it', async () => {
  const [email, own] = ['robbed@brackenshire.example', 'robber@brackenshire.example']
  await world.withPassword({ email, roles: ['administrator'] })
  await world.withPassword({ email: own })
  const owner = browser()
  await signIn(owner, email)
  await withPasskey(owner)
  const [mine, weak] = [browser(), browser()]
  await signIn(mine, own)
  await signIn(weak, email)
  const headers = [
    `${weak.cookie.replace('=', ' =')}; ${mine.cookie}`,
    `${weak.cookie.replace('=', '= ')}; ${mine.cookie}`,
    weak.cookie.replace(/=(.*)$/, '="$1"'),
    `${weak.cookie.replace(/=(.*)$/, '="$1"')}; ${mine.cookie}`,
    `x; ${weak.cookie}`,
    `x=";${weak.cookie}; y=";${mine.cookie}`,
  ]
  for (const cookie of headers) {
    const thief = browser()
    const ask = (path: string, body: object) =>
      thief.send('POST', `/api/auth/two-factor/${path}`, body, { cookie })
    const { body } = await ask('enable', { password: goodPassword })
    const totpUri = String(body.totpURI ?? '')
    assert.doesNotMatch(totpUri, /robbed/, cookie)
    if (totpUri !== '') await ask('verify-totp', { code: appCode(totpUri) })
    const got = await callerOf(thief)
    assert.notDeepEqual(got.kind === 'person' && got.roles, ['administrator'], cookie)
  }
})
