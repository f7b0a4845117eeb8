import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { aPerson } from '../fixtures.ts'
import { goodPassword, origin, signInWorld } from '../fixtures-sign-in.ts'

const world = await signInWorld()
after(world.close)
const { browser, people, pool } = world

test('signs in with address and password, and the cookie is out of reach of scripts', async () => {
  const author = await world.withPassword({ email: 'author@brackenshire.example' })
  const visitor = browser()
  const answer = await visitor.post('/api/auth/sign-in/email', {
    email: 'Author@Brackenshire.example',
    password: goodPassword,
  })
  assert.deepEqual(answer.body, { next: 'signed-in' })
  assert.match(answer.cookies.join(), /crier\.session_token=.*HttpOnly; SameSite=Lax/)
  assert.doesNotMatch(answer.cookies.join(), /Secure/)
  const caller = await people.authenticate({ cookie: visitor.cookie })
  assert.partialDeepStrictEqual(caller, {
    kind: 'person',
    personId: author.personId,
    councilId: world.councilId,
    roles: ['author'],
    secondFactor: false,
  })
  assert.deepEqual(world.entries(author.personId), ['person.signed-in'])
})

test('says the same of a wrong password, an unknown address and a person without a password', async () => {
  await world.withPassword({ email: 'known@brackenshire.example' })
  await aPerson(pool, { councilId: world.councilId, email: 'directory@brackenshire.example' })
  const replies = []
  for (const email of [
    'known@brackenshire.example',
    'nobody@brackenshire.example',
    'directory@brackenshire.example',
    'not an address',
  ])
    replies.push(await browser().post('/api/auth/sign-in/email', { email, password: 'wrong' }))
  for (const { status, body, cookies } of replies) {
    assert.equal(status, 401)
    assert.equal(body.detail, replies[0]?.body.detail)
    assert.deepEqual(cookies, [])
  }
})

test('locks after ten failures, for known and unknown addresses alike, and opens again', async () => {
  const known = await world.withPassword({ email: 'locked@brackenshire.example' })
  const details: unknown[] = []
  for (const email of ['locked@brackenshire.example', 'unknown@brackenshire.example']) {
    const visitor = browser()
    visitor.address = '192.0.2.99'
    for (let n = 0; n < 10; n++) {
      const { status } = await visitor.post('/api/auth/sign-in/email', { email, password: 'wrong' })
      assert.equal(status, 401)
    }
    const right = await visitor.post('/api/auth/sign-in/email', { email, password: goodPassword })
    assert.equal(right.status, 429)
    details.push(right.body.detail)
  }
  assert.equal(details[0], details[1])
  // Somebody else's failures do not lock this person out at their own desk.
  const desk = await browser().post('/api/auth/sign-in/email', {
    email: 'locked@brackenshire.example',
    password: goodPassword,
  })
  assert.equal(desk.status, 200)
  await until(async () => world.entries(known.personId).includes('person.sign-in-locked'))
  world.clock.advance({ minutes: 16 })
  const visitor = browser()
  visitor.address = '192.0.2.99'
  const later = await visitor.post('/api/auth/sign-in/email', {
    email: 'locked@brackenshire.example',
    password: goodPassword,
  })
  assert.equal(later.status, 200)
})

test('many attempts at once do not pass the limit', async () => {
  const email = 'burst@brackenshire.example'
  await world.withPassword({ email })
  const sent = Array.from({ length: 30 }, () =>
    browser().post('/api/auth/sign-in/email', { email, password: 'wrong' }),
  )
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 401).length, 10)
  assert.equal(statuses.filter((status) => status === 429).length, 20)
})

test('gives every sign-in a new session, whatever cookie the browser came with', async () => {
  const victim = await world.withPassword({ email: 'victim@brackenshire.example' })
  const attacker = await world.withPassword({ email: 'attacker@brackenshire.example' })
  const planted = browser()
  await planted.post('/api/auth/sign-in/email', {
    email: 'attacker@brackenshire.example',
    password: goodPassword,
  })
  const fixed = planted.cookie
  await planted.post('/api/auth/sign-in/email', {
    email: 'victim@brackenshire.example',
    password: goodPassword,
  })
  assert.notEqual(planted.cookie, fixed)
  assert.partialDeepStrictEqual(await people.authenticate({ cookie: planted.cookie }), {
    personId: victim.personId,
  })
  // The planted session is over, so it is neither of them.
  assert.deepEqual(await people.authenticate({ cookie: fixed }), { kind: 'nobody' })
  assert.notEqual(victim.personId, attacker.personId)
})

test('takes no cookie that it did not sign', async () => {
  await world.withPassword({ email: 'signed@brackenshire.example' })
  const visitor = browser()
  await visitor.post('/api/auth/sign-in/email', {
    email: 'signed@brackenshire.example',
    password: goodPassword,
  })
  const [name, value] = [...visitor.jar][0] ?? []
  const token = decodeURIComponent(value ?? '').split('.')[0]
  for (const forged of [
    `${token}`,
    `${token}.`,
    `${token}.AAAA`,
    '.',
    '%',
    `${token}.${'A'.repeat(44)}`,
  ])
    assert.deepEqual(await people.authenticate({ cookie: `${name}=${forged}` }), { kind: 'nobody' })
  assert.equal((await people.authenticate({ cookie: visitor.cookie })).kind, 'person')
})

test('ends a session after twelve idle hours, and keeps one that is used', async () => {
  await world.withPassword({ email: 'idle@brackenshire.example' })
  const visitor = browser()
  await visitor.post('/api/auth/sign-in/email', {
    email: 'idle@brackenshire.example',
    password: goodPassword,
  })
  for (let n = 0; n < 3; n++) {
    world.clock.advance({ hours: 11 })
    assert.equal((await people.authenticate({ cookie: visitor.cookie })).kind, 'person')
  }
  world.clock.advance({ hours: 13 })
  assert.deepEqual(await people.authenticate({ cookie: visitor.cookie }), { kind: 'nobody' })
  world.clock.set(Temporal.Now.instant())
  assert.deepEqual(await people.authenticate({ cookie: visitor.cookie }), { kind: 'nobody' })
})

test('a window that only stands open keeps no session alive', async () => {
  await world.withPassword({ email: 'open@brackenshire.example' })
  const visitor = browser()
  await visitor.post('/api/auth/sign-in/email', {
    ...{ email: 'open@brackenshire.example', password: goodPassword },
  })
  const { cookie } = visitor
  for (let hour = 0; hour < 12; hour++) {
    world.clock.advance({ minutes: 59 })
    assert.equal((await people.authenticate({ cookie }, false)).kind, 'person')
  }
  world.clock.advance({ minutes: 30 })
  assert.deepEqual(await people.authenticate({ cookie }, false), { kind: 'nobody' })
  world.clock.set(Temporal.Now.instant())
})

test('signs out, on record, and the cookie is worth nothing afterwards', async () => {
  const person = await world.withPassword({ email: 'leaver@brackenshire.example' })
  const visitor = browser()
  await visitor.post('/api/auth/sign-in/email', {
    email: 'leaver@brackenshire.example',
    password: goodPassword,
  })
  const kept = visitor.cookie
  assert.equal((await visitor.post('/api/auth/sign-out')).status, 200)
  assert.equal(visitor.jar.size, 0)
  assert.deepEqual(await people.authenticate({ cookie: kept }), { kind: 'nobody' })
  assert.deepEqual(world.entries(person.personId), ['person.signed-in', 'person.signed-out'])
})

test('does not sign anyone up, and serves nothing of better-auth but the contract', async () => {
  const visitor = browser()
  for (const path of ['/sign-up/email', '/update-user', '/delete-user', '/sign-in/social', '/ok'])
    assert.equal((await visitor.post(`/api/auth${path}`, { email: 'a@b.example' })).status, 404)
  for (const path of ['/get-session', '/list-sessions', '/error'])
    assert.equal((await visitor.get(`/api/auth${path}`)).status, 404)
})

test('refuses fields that it does not know, and those of the wrong kind', async () => {
  const visitor = browser()
  const unknown = await visitor.post('/api/auth/sign-in/email', {
    email: 'a@b.example',
    password: 'x',
    callbackURL: 'https://evil.example',
  })
  assert.equal(unknown.status, 422)
  assert.deepEqual(Object.keys(unknown.body.fields ?? {}), ['callbackURL'])
  const wrong = await visitor.post('/api/auth/sign-in/email', { email: {}, password: ['x'] })
  assert.equal(wrong.status, 422)
})

test('refuses a sign-in that another site sends', async () => {
  await world.withPassword({ email: 'forged@brackenshire.example' })
  const visitor = browser()
  const answer = await visitor.send(
    'POST',
    '/api/auth/sign-in/email',
    { email: 'forged@brackenshire.example', password: goodPassword },
    { origin: 'https://evil.example' },
  )
  assert.equal(answer.status, 403)
  assert.equal(visitor.jar.size, 0)
})

test('changes a password only for a good one, ends other sessions and stays signed in', async () => {
  const person = await world.withPassword({ email: 'changer@brackenshire.example' })
  const [here, there] = [browser(), browser()]
  for (const visitor of [here, there])
    await visitor.post('/api/auth/sign-in/email', {
      email: 'changer@brackenshire.example',
      password: goodPassword,
    })
  const change = (newPassword: string, currentPassword = goodPassword) =>
    here.post('/api/auth/change-password', { currentPassword, newPassword })
  const weak = await change('Changer-of-lamps-99')
  assert.equal(weak.status, 422)
  assert.match(JSON.stringify(weak.body.fields), /newPassword.*your name/)
  assert.equal((await change('seven purple window frames', 'wrong')).status, 422)
  assert.equal((await change('seven purple window frames')).status, 200)
  assert.equal((await people.authenticate({ cookie: here.cookie })).kind, 'person')
  assert.equal((await people.authenticate({ cookie: there.cookie })).kind, 'nobody')
  assert.deepEqual(world.entries(person.personId).at(-1), 'person.password-changed')
})

test('sends a reset only to those who have a password, and says the same to all', async () => {
  const person = await world.withPassword({ email: 'forgot@brackenshire.example' })
  const bodies = []
  for (const email of ['forgot@brackenshire.example', 'nobody@brackenshire.example'])
    bodies.push((await browser().post('/api/auth/request-password-reset', { email })).body)
  assert.deepEqual(bodies[0], bodies[1])
  await until(async () => world.letters.length > 0)
  await pause(50)
  assert.equal(world.letters.length, 1)
  const [letter] = world.letters
  assert.equal(letter?.to, 'forgot@brackenshire.example')
  const token = letter?.text.match(new RegExp(`${origin}/new-password#(\\S+)`))?.[1] ?? ''
  const stored = await people.authenticate({ cookie: `crier.session_token=${token}` })
  assert.equal(stored.kind, 'nobody')
  const weak = await browser().post('/api/auth/reset-password', {
    token,
    newPassword: 'forgot-my-lamp-22',
  })
  assert.equal(weak.status, 422)
  const reset = { token, newPassword: 'seven purple window frames' }
  assert.equal((await browser().post('/api/auth/reset-password', reset)).status, 200)
  assert.equal((await browser().post('/api/auth/reset-password', reset)).status, 422)
  assert.ok(world.entries(person.personId).includes('person.password-reset'))
})

test('a new password makes every reset mail before it worthless', async () => {
  const email = 'two-mails@brackenshire.example'
  await world.withPassword({ email })
  const open = browser()
  await open.post('/api/auth/sign-in/email', { email, password: goodPassword })
  const tokens = async (many: number) => {
    const mine = () => world.letters.filter(({ to }) => to === email)
    const before = mine().length
    for (let n = 0; n < many; n++)
      await browser().post('/api/auth/request-password-reset', { email })
    await until(async () => mine().length === before + many)
    return mine().map(({ text }) => /new-password#(\S+)/.exec(text)?.[1] ?? '')
  }
  const [first, second] = await tokens(2)
  const reset = (token: string | undefined, newPassword: string) =>
    browser().post('/api/auth/reset-password', { token, newPassword })
  assert.equal((await reset(second, 'seven purple window frames')).status, 200)
  assert.equal((await reset(first, 'eight yellow garden gates')).status, 422)
  assert.equal((await people.authenticate({ cookie: open.cookie })).kind, 'nobody')
  const third = (await tokens(1)).at(-1)
  const owner = browser()
  await owner.post('/api/auth/sign-in/email', { email, password: 'seven purple window frames' })
  const changed = await owner.post('/api/auth/change-password', {
    ...{ currentPassword: 'seven purple window frames', newPassword: goodPassword },
  })
  assert.equal(changed.status, 200)
  assert.equal((await reset(third, 'eight yellow garden gates')).status, 422)
})

test('sends no more than three resets in a quarter of an hour, known address or not', async () => {
  await world.withPassword({ email: 'often@brackenshire.example' })
  for (const email of ['often@brackenshire.example', 'never@brackenshire.example']) {
    const statuses = []
    for (let n = 0; n < 4; n++)
      statuses.push((await browser().post('/api/auth/request-password-reset', { email })).status)
    assert.deepEqual(statuses, [200, 200, 200, 429])
  }
})

test('keeps no token in the database that would open a session or a reset', async () => {
  const reader = await pool.connect()
  await reader.query(`select set_config('crier.council', $1, false)`, [world.councilId])
  for (const secret of ['token from people.session', 'password from people.account'])
    await assert.rejects(reader.query(`select ${secret}`), /permission denied/)
  for (const table of ['verification', 'sign_in_attempt'])
    await assert.rejects(reader.query(`select * from people.${table}`), /permission denied/)
  await reader.query(`select set_config('crier.council', '', false)`)
  reader.release()
})

async function until(met: () => Promise<boolean>) {
  for (let n = 0; n < 100; n++) {
    if (await met()) return
    await pause(20)
  }
  assert.fail('it did not happen within two seconds')
}
