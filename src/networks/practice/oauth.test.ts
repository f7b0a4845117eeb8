import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { setClock } from '../../platform/clock.ts'
import { PracticeClient } from './client.test.support.ts'
import { startPractice } from './started.test.support.ts'
import { allowAs } from './visitor.ts'

const clock = setClock('2026-11-20T09:00:00Z')
const practice = await startPractice({ clock })
const { address } = practice
after(async () => {
  await practice.stop()
  assert.deepEqual(practice.defects, [])
})

const nobody = new PracticeClient(address, '')
const back = 'https://crier.example/back?from=practice'
const person = { username: 'person', password: 'a good password' }
await PracticeClient.signUp(address, 'person')

const register = async (more = {}) =>
  (
    await nobody.post('/api/v1/apps', {
      client_name: 'Test',
      redirect_uris: back,
      scopes: 'read write:statuses',
      ...more,
    })
  ).json
const app = await register()

function authoriseAddress(more: Record<string, string> = {}): string {
  const query = { response_type: 'code', client_id: app.client_id, redirect_uri: back, ...more }
  return `${address}/oauth/authorize?${new URLSearchParams(query)}`
}

const exchange = (code: string, more: Record<string, string> = {}) =>
  nobody.post('/oauth/token', {
    grant_type: 'authorization_code',
    client_id: app.client_id,
    client_secret: app.client_secret,
    redirect_uri: back,
    code,
    ...more,
  })

test('a person comes back with a code and the state, and the code becomes a token', async () => {
  const answer = await allowAs(person, authoriseAddress({ state: 'a&b=c', scope: 'read' }))
  assert.equal(answer.state, 'a&b=c')
  assert.equal(answer.from, 'practice')
  const { json, headers } = await exchange(answer.code ?? '')
  assert.equal(json.scope, 'read')
  assert.equal(headers.get('cache-control'), 'no-store')
})

test('a code works once, for ten minutes, and only for the one who asked', async () => {
  const { code: used = '' } = await allowAs(person, authoriseAddress())
  assert.equal((await exchange(used)).status, 200)
  assert.equal((await exchange(used)).json.error, 'invalid_grant')
  const { code: late = '' } = await allowAs(person, authoriseAddress())
  clock.advance({ minutes: 11 })
  assert.equal((await exchange(late)).json.error, 'invalid_grant')
  const { code: stolen = '' } = await allowAs(person, authoriseAddress())
  const other = await register()
  const theirs = { client_id: other.client_id, client_secret: other.client_secret }
  assert.equal((await exchange(stolen, theirs)).json.error, 'invalid_grant')
  const { code: elsewhere = '' } = await allowAs(person, authoriseAddress())
  const wrong = await exchange(elsewhere, { redirect_uri: 'https://crier.example/other' })
  assert.equal(wrong.json.error, 'invalid_grant')
})

test('a program must know its secret, in the body or in the header', async () => {
  const { code = '' } = await allowAs(person, authoriseAddress())
  assert.equal((await exchange(code, { client_secret: 'guessed' })).status, 401)
  const { code: again = '' } = await allowAs(person, authoriseAddress())
  const basic = Buffer.from(`${app.client_id}:${app.client_secret}`).toString('base64')
  const body = { grant_type: 'authorization_code', redirect_uri: back, code: again }
  const headers = { authorization: `Basic ${basic}` }
  assert.equal((await nobody.post('/oauth/token', body, headers)).status, 200)
})

test('PKCE: the verifier must be the one that the challenge was made of', async () => {
  const verifier = 'v'.repeat(43)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const asked = { code_challenge: challenge, code_challenge_method: 'S256' }
  for (const [sent, status] of [
    [{}, 400],
    [{ code_verifier: 'guessed' }, 400],
    [{ code_verifier: verifier }, 200],
  ] as const) {
    const { code = '' } = await allowAs(person, authoriseAddress(asked))
    assert.equal((await exchange(code, sent)).status, status)
  }
})

test('what a program did not register cannot be had', async () => {
  const show = (more: Record<string, string>) =>
    fetch(authoriseAddress(more), { redirect: 'manual' })
  for (const more of [
    { redirect_uri: 'https://evil.example/' },
    { redirect_uri: `${back}&more` },
    { redirect_uri: '' },
    { client_id: 'unknown' },
  ]) {
    const answer = await show(more)
    assert.equal(answer.status, 400)
    assert.equal(answer.headers.get('location'), null)
  }
  for (const [more, error] of [
    [{ scope: 'write' }, 'invalid_scope'],
    [{ scope: 'everything' }, 'invalid_scope'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge: 'x', code_challenge_method: 'plain' }, 'invalid_request'],
  ] as const) {
    const answer = await show({ state: 's', ...more })
    const location = new URL(answer.headers.get('location') ?? '')
    assert.equal(location.origin, 'https://crier.example')
    assert.equal(location.searchParams.get('error'), error)
    assert.equal(location.searchParams.get('state'), 's')
  }
})

for (const uri of ['javascript:alert(1)', 'data:text/html,x', 'no address', 'https://a.example/#x'])
  test(`a program cannot register ${uri} as its way back`, async () => {
    const body = { client_name: 'Bad', redirect_uris: uri }
    assert.equal((await nobody.post('/api/v1/apps', body)).status, 422)
  })

test('a person can say no', async () => {
  const body = new URLSearchParams({ choice: 'deny' })
  const answer = await fetch(authoriseAddress({ state: 's' }), {
    method: 'POST',
    body,
    redirect: 'manual',
  })
  const location = new URL(answer.headers.get('location') ?? '')
  assert.equal(location.searchParams.get('error'), 'access_denied')
})

test('a wrong password, an unknown name and a bad new account are said beside the field', async () => {
  const wrongs = [
    { username: 'person', password: 'wrong' },
    { username: 'unknown', password: 'a good password' },
    { username: 'has spaces', password: 'a good password', displayName: 'X' },
    { username: 'short', password: 'short', displayName: 'X' },
    { username: 'PERSON', password: 'a good password', displayName: 'X' },
  ]
  for (const wrong of wrongs)
    await assert.rejects(allowAs(wrong, authoriseAddress()), /did not let/)
})

test('what was typed stays, but never the password', async () => {
  const body = new URLSearchParams({
    choice: 'create',
    username: '"><script>alert(1)</script>',
    display_name: 'Kept & shown',
    password: 'secret-and-typed',
  })
  const answer = await fetch(authoriseAddress(), { method: 'POST', body, redirect: 'manual' })
  const page = await answer.text()
  assert.equal(answer.status, 422)
  assert.ok(page.includes('value="Kept &amp; shown"'))
  assert.ok(page.includes('&quot;&gt;&lt;script&gt;'))
  assert.ok(!page.includes('<script') && !page.includes('secret-and-typed'))
  assert.match(page, /aria-invalid="true"/)
})

test('the page lets the form lead to the program, and nowhere else', async () => {
  const answer = await fetch(authoriseAddress())
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.match(policy, /form-action 'self' https:\/\/crier\.example;/)
  assert.match(policy, /frame-ancestors 'none'/)
})

test('guessing passwords is slowed down', async () => {
  const strict = { signIns: { most: 3, seconds: 300 } }
  const other = await startPractice({ rates: strict, clock })
  try {
    const client = new PracticeClient(other.address, '')
    const form = { client_name: 'T', redirect_uris: back, scopes: 'read' }
    const { json } = await client.post('/api/v1/apps', form)
    const query = { response_type: 'code', client_id: json.client_id, redirect_uri: back }
    const url = `${other.address}/oauth/authorize?${new URLSearchParams(query)}`
    const statuses = []
    for (let round = 0; round < 4; round += 1) {
      const body = new URLSearchParams({ choice: 'sign-in', username: 'x', password: 'guess' })
      statuses.push((await fetch(url, { method: 'POST', body, redirect: 'manual' })).status)
    }
    assert.deepEqual(statuses, [422, 422, 422, 429])
  } finally {
    await other.stop()
  }
})

test('a token that was handed back is dead, and only its own program can hand it back', async () => {
  const { code = '' } = await allowAs(person, authoriseAddress())
  const { access_token: token } = (await exchange(code)).json
  const client = new PracticeClient(address, token)
  const other = await register()
  const revoke = ({ client_id, client_secret }: Record<string, string>) =>
    nobody.post('/oauth/revoke', { client_id, client_secret, token })
  assert.equal((await revoke(other)).status, 403)
  assert.equal((await client.get('/api/v1/accounts/verify_credentials')).status, 200)
  assert.equal((await revoke(app)).status, 200)
  const dead = await client.get('/api/v1/accounts/verify_credentials')
  assert.deepEqual([dead.status, dead.json.error], [401, 'The access token was revoked'])
})

test('a program alone is nobody', async () => {
  const { client_id, client_secret } = app
  const { json } = await nobody.post('/oauth/token', {
    grant_type: 'client_credentials',
    client_id,
    client_secret,
    scope: 'read',
  })
  const client = new PracticeClient(address, json.access_token)
  assert.equal((await client.get('/api/v1/apps/verify_credentials')).json.name, 'Test')
  assert.equal((await client.get('/api/v1/accounts/verify_credentials')).status, 422)
})

test('passwords are not taken in exchange for a token', async () => {
  const { client_id, client_secret } = app
  const form = { grant_type: 'password', client_id, client_secret, ...person }
  assert.equal((await nobody.post('/oauth/token', form)).json.error, 'unsupported_grant_type')
})

test('neither codes, tokens, secrets nor passwords lie open in the database', async () => {
  const { code = '' } = await allowAs(person, authoriseAddress())
  const { access_token: token } = (await exchange(code)).json
  const kept = []
  for (const table of ['account', 'app', 'code', 'token'])
    kept.push(...(await practice.pool.query(`select t::text from practice.${table} t`)).rows)
  const everything = JSON.stringify(kept)
  for (const secret of [code, token, app.client_secret, person.password])
    assert.ok(!everything.includes(secret))
})
