import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '../platform/caller.ts'
import { fieldNames } from './connect-flow.ts'
import { channelsWorld } from './fixtures-world.ts'

const world = await channelsWorld()
const { fake, person, communications, read, rows } = world
const { ask, connect, entries, job, jobs } = world
const { address: server } = fake
const grant = fake.state.grant.bind(fake.state)
/** Whoever signs in at the fake is this account. */
const signInAs = (account: string) => {
  fake.state.grant = (_account, asked) => grant(account, asked)
}
const credentials = (channelId: string) =>
  rows<{ id: string; sealed: string; state: string }>(
    'select id, sealed, state from channels.credential where channel_id = $1 order by made_at, id',
    [channelId],
  )

test('a request that carries a password is refused, at any depth, and nothing is kept', async () => {
  const channelId = await world.channel()
  const bodies = [
    { answers: { server }, password: 'secret' },
    { answers: { server, password: 'secret' } },
    { answers: { server }, login: { user: 'council', passwd: 'secret' } },
    { answers: { server, 'Pass-Word': 'secret' } },
  ]
  for (const body of bodies) {
    const refused = await ask(communications, channelId, body)
    assert.equal(refused.status, 403)
    assert.match(refused.body.detail, /password/)
    assert.ok(refused.body.clauses.includes('dacorum:3.2.1.password-2'))
  }
  const attempts = entries(channelId)
  assert.equal(attempts.length, bodies.length)
  for (const { action, clauses } of attempts)
    assert.deepEqual([action, clauses], ['attempt.refused', ['dacorum:3.2.1.password-2']])
  assert.doesNotMatch(JSON.stringify(attempts), /secret/)
  const pending = await rows('select id from channels.connecting where channel_id = $1', [
    channelId,
  ])
  assert.deepEqual(pending, [])
})

test('finds the names of all fields, however deep, and each once', () => {
  assert.deepEqual(fieldNames({ a: { b: [{ c: 1 }, { c: 'd' }] } }), ['a', 'b', 'c'])
  for (const nothing of [null, undefined, 'password=x', 7, [], {}])
    assert.deepEqual(fieldNames(nothing), [])
  const depth = 200_000
  const deep: unknown = JSON.parse(`${'['.repeat(depth)}{"pwd":1}${']'.repeat(depth)}`)
  assert.deepEqual(fieldNames(deep), ['pwd'])
})

test('the state is kept as a hash only, and what is pending is sealed', async () => {
  const channelId = await world.channel()
  const { body } = await ask(communications, channelId, { answers: { server } })
  const state = new URL(body.address).searchParams.get('state') ?? ''
  assert.ok(state.length >= 43)
  const [row] = await rows<{ state_hash: string; sealed: string }>(
    'select state_hash, sealed from channels.connecting where channel_id = $1',
    [channelId],
  )
  assert.match(row?.state_hash ?? '', /^[0-9a-f]{64}$/)
  assert.ok(!JSON.stringify(row).includes(state))
})

test('a network that gives the same token again keeps it', async () => {
  const same = grant('same-token', 'read write')
  fake.state.grant = (account, scopes) => {
    fake.state.tokens.set(same, {
      account: 'same-token',
      scopes: scopes.split(/[ +]+/),
      revoked: false,
    })
    return account === '' ? '' : same
  }
  const channelId = await world.channel()
  await connect(communications, channelId, server)
  await connect(communications, channelId, server)
  for (const waiting of await jobs('channels.hand-back'))
    await job('channels.hand-back', waiting.payload)
  assert.equal(fake.state.tokens.get(same)?.revoked, false)
  await job('channels.check', { channelId })
  assert.equal((await read(channelId)).connection.id, 'connected')
})

test('an empty token never takes the place of a good one', async () => {
  signInAs('careful')
  const channelId = await world.channel()
  await connect(communications, channelId, server)
  const [good] = await credentials(channelId)
  fake.state.grant = () => ''
  const back = await connect(communications, channelId, server)
  assert.equal(back.connected, 'no')
  assert.deepEqual(await credentials(channelId), [good])
  assert.equal((await read(channelId)).connection.id, 'connected')
})

test('an account stands on the register once', async () => {
  signInAs('twice')
  const first = await world.channel({ name: 'The first' })
  await connect(communications, first, server)
  const second = await world.channel({ name: 'The second' })
  const back = await connect(communications, second, server)
  assert.match(back.why, /on the register already, as the channel The first/)
})

test('only who manages a channel connects it, and a closed one is not connected', async () => {
  const channelId = await world.channel()
  const publisher = await person({ levels: { [channelId]: 'publisher' } })
  assert.equal((await ask(publisher, channelId, { answers: { server } })).status, 403)
  assert.equal((await ask(nobody, channelId, { answers: { server } })).status, 401)
  assert.equal((await ask(communications, 'no-id', {})).status, 404)
  const closed = await world.channel({ status: 'closed' })
  assert.equal((await ask(communications, closed, { answers: { server } })).status, 409)
  const byHand = await world.channel({ network: 'facebook' })
  const refused = await ask(communications, byHand, { answers: {} })
  assert.match(refused.body.detail, /by hand/)
})

test('a server that is none, and answers that nobody asked for, are refused in words', async () => {
  const channelId = await world.channel()
  for (const answers of [
    { server: 'http://10.0.0.1' },
    { server: 'not a server' },
    { server, more: 'x' },
  ]) {
    const refused = await ask(communications, channelId, { answers })
    assert.equal(refused.status, 422)
    assert.match(refused.body.detail, /\.$/)
  }
})
