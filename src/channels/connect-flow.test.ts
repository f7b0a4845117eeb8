import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '../platform/caller.ts'
import { newId } from '../platform/id.ts'
import { disconnectChannel } from './actions/disconnect-channel.ts'
import { fieldNames } from './connect-flow.ts'
import { openCredential } from './credential.ts'
import { aChannel, testKeys } from './fixtures.ts'
import { newsOf } from './fixtures-news.ts'
import { channelsWorld, refusalOf } from './fixtures-world.ts'

const world = await channelsWorld()
const { door, pool, fake, councilId, person, communications, read, rows, clock } = world
const { ask, allow, comeBack, connect, entries, job, jobs } = world
const { address: server } = fake
const heard = newsOf()
const grant = fake.state.grant.bind(fake.state)
/** Whoever signs in at the fake is this account, with these rights. */
const signInAs = (account: string, scopes?: string) => {
  fake.state.grant = (_account, asked) => grant(account, scopes ?? asked)
}
const credentials = (channelId: string) =>
  rows<{ id: string; sealed: string; state: string }>(
    'select id, sealed, state from channels.credential where channel_id = $1 order by made_at, id',
    [channelId],
  )

test('a channel is connected by consent at the network, and shows who it is and what it may do', async () => {
  signInAs('council')
  const channelId = await world.channel({ name: 'Connected' })
  const asked = await ask(communications, channelId, { answers: { server } })
  const address = new URL(asked.body.address)
  assert.equal(address.searchParams.get('response_type'), 'code')
  assert.match(address.searchParams.get('redirect_uri') ?? '', /^http:\/\/crier\.example\/api\//)
  const back = await comeBack(communications, await allow(asked.body.address))
  assert.deepEqual(back, { page: `/channels/${channelId}`, connected: 'yes', why: '' })
  const view = await read(channelId)
  assert.equal(view.ready, true)
  assert.match(view.account?.handle ?? '', /^@council@127\.0\.0\.1/)
  assert.equal(view.limits?.text.max, 500)
  assert.equal(view.checkedAt, clock.now().toString())
  assert.ok(heard.some((news) => news.channelId === channelId && news.ready))
  const actions = entries(channelId).map((entry) => entry.action)
  assert.deepEqual(actions, [
    'channel.connect-begun',
    'channel.connect-answered',
    'channel.connected',
  ])
})

test('what is kept is ciphertext, which opens only in its own row', async () => {
  const [channel] = await rows<{ id: string }>(
    `select id from channels.channel where name = 'Connected'`,
  )
  const [held] = await credentials(channel?.id ?? '')
  assert.ok(held)
  assert.doesNotMatch(held.sealed, /fake-|token|127\.0\.0\.1/)
  const open = (credentialId: string) =>
    openCredential(testKeys, { sealed: held.sealed, credentialId })
  assert.equal(open(held.id).server, server)
  assert.throws(() => open(newId()))
})

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

test('an answer counts once, for the person who was sent, for a quarter of an hour', async () => {
  signInAs('once')
  const channelId = await world.channel()
  const begin = async () =>
    allow((await ask(communications, channelId, { answers: { server } })).body.address)
  const stolen = await begin()
  const other = await person({ roles: ['administrator'] })
  const refused = await comeBack(other, stolen)
  assert.equal(refused.connected, 'no')
  assert.match(refused.why, /not expected/)
  assert.equal((await comeBack(communications, stolen)).connected, 'yes')
  assert.equal((await comeBack(communications, stolen)).connected, 'no')
  const late = await begin()
  clock.advance({ minutes: 16 })
  assert.equal((await comeBack(communications, late)).connected, 'no')
  const made = new URL(late)
  made.searchParams.set('state', 'guessed')
  assert.equal((await comeBack(communications, made.href)).connected, 'no')
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

test('someone who says no at the network changes nothing', async () => {
  const channelId = await world.channel()
  const { body } = await ask(communications, channelId, { answers: { server } })
  const state = new URL(body.address).searchParams.get('state') ?? ''
  const back = `http://crier.example/api/channels/connect/return?error=access_denied&state=${state}`
  const answer = await comeBack(communications, back)
  assert.equal(answer.page, `/channels/${channelId}`)
  assert.equal(answer.connected, 'no')
  assert.ok(answer.why.length > 20)
  assert.equal((await read(channelId)).connection.id, 'none')
})

test('a right that was not granted leaves the channel as it was, and the token goes back', async () => {
  signInAs('half', 'read')
  const channelId = await world.channel()
  const before = fake.state.tokens.size
  const back = await connect(communications, channelId, server)
  assert.equal(back.connected, 'no')
  assert.match(back.why, /every right/)
  assert.equal((await read(channelId)).connection.id, 'none')
  const fresh = [...fake.state.tokens.values()].slice(before)
  assert.deepEqual(
    fresh.map((token) => token.revoked),
    [true],
  )
})

test('a reconnection comes back as the same account, or is refused with the good token kept', async () => {
  signInAs('parks')
  const channelId = await world.channel()
  await connect(communications, channelId, server)
  const [good] = await credentials(channelId)
  signInAs('somebody-else')
  const back = await connect(communications, channelId, server)
  assert.equal(back.connected, 'no')
  assert.match(back.why, /You came back as @somebody-else@.*this channel is @parks@/)
  assert.deepEqual(await credentials(channelId), [good])
  assert.equal((await read(channelId)).connection.id, 'connected')
  signInAs('parks')
  assert.equal((await connect(communications, channelId, server)).connected, 'yes')
  const after = await credentials(channelId)
  assert.deepEqual(after.map((each) => each.state).sort(), ['current', 'handing-back'])
})

test('the token that was replaced is handed back and deleted; the new one works on', async () => {
  const [waiting] = (await jobs('channels.hand-back')).slice(-1)
  const credentialId = String(waiting?.payload.credentialId)
  const [old] = await rows<{ sealed: string }>(
    'select sealed from channels.credential where id = $1',
    [credentialId],
  )
  const token = String(openCredential(testKeys, { sealed: old?.sealed ?? '', credentialId }).token)
  await job('channels.hand-back', { credentialId })
  assert.equal(fake.state.tokens.get(token)?.revoked, true)
  assert.deepEqual(
    await rows('select id from channels.credential where id = $1', [credentialId]),
    [],
  )
  await job('channels.hand-back', { credentialId })
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

test('disconnecting forgets the token at once and hands it back', async () => {
  signInAs('leaving')
  const channelId = await world.channel()
  await connect(communications, channelId, server)
  const view = await door.run(disconnectChannel, communications, {
    channelId,
    reason: 'The account is given up.',
  })
  assert.deepEqual(
    [view.connection.id, view.connectionReason],
    ['none', 'The account is given up.'],
  )
  assert.deepEqual(
    (await credentials(channelId)).map((each) => each.state),
    ['handing-back'],
  )
  const [waiting] = (await jobs('channels.hand-back')).slice(-1)
  await job('channels.hand-back', waiting?.payload ?? {})
  assert.deepEqual(await credentials(channelId), [])
  const again = door.run(disconnectChannel, communications, { channelId, reason: 'Again.' })
  assert.equal((await refusalOf(again)).status, 409)
  assert.ok(heard.some((news) => news.channelId === channelId && !news.ready))
})

test('a token is deleted here even when its network is gone', async () => {
  const gone = { ...fake.credential('gone'), server: 'http://127.0.0.1:9' }
  const channelId = await aChannel(pool, {
    councilId,
    ownerId: communications.personId,
    credential: gone,
  })
  await door.run(disconnectChannel, communications, { channelId, reason: 'The server is gone.' })
  const [held] = await credentials(channelId)
  await job('channels.hand-back', { credentialId: held?.id })
  assert.deepEqual(await credentials(channelId), [])
})
