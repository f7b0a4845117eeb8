import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inCouncil } from '../people/fixtures.ts'
import { setLevel } from '../people/store-grants.ts'
import { nobody } from '../platform/caller.ts'
import { disconnectChannel } from './actions/disconnect-channel.ts'
import { practiceWorld } from './fixtures-practice.ts'

const world = await practiceWorld()
const { door, pool, councilId, clock, rows, read, person, communications } = world
const { ask, comeBack, account, channel, credentials, secretsOf, works, actions, settle } = world
const council = account('council')
const parks = account('parks')

/** Through the network's own page and back, as one account there. */
async function connect(channelId: string, as = council, by = communications) {
  const { body } = await ask(by, channelId)
  return comeBack(by, await as(body.address))
}

/** Every word that the database holds about channels, jobs and the ledger. */
async function everythingStored(): Promise<string> {
  const tables = ['channels.channel', 'channels.credential', 'channels.connecting', 'ledger.entry']
  const all = [...tables, 'graphile_worker._private_jobs']
  const kept = await Promise.all(all.map((table) => rows(`select t::text from ${table} t`)))
  return JSON.stringify(kept)
}

test('connects by the authorisation code with proof of the key, and keeps nothing readable', async () => {
  const channelId = await channel({ name: 'Council news' })
  const { status, headers, body } = await ask(communications, channelId)
  assert.equal(status, 200)
  assert.equal(headers.get('cache-control'), 'no-store')
  const page = new URL(body.address)
  assert.equal(page.origin, world.practice.address)
  const asked = Object.fromEntries(page.searchParams)
  assert.equal(asked.response_type, 'code')
  assert.equal(asked.code_challenge_method, 'S256')
  assert.equal(asked.redirect_uri, `${world.address}/api/channels/connect/return`)
  assert.equal((await read(channelId)).connection.id, 'none', 'not before the person came back')
  const answer = await council(body.address)
  const back = await comeBack(communications, answer)
  assert.equal(back.headers.get('cache-control'), 'no-store')
  assert.deepEqual(
    [back.status, back.origin, back.page],
    [302, world.address, `/channels/${channelId}`],
  )
  assert.deepEqual([back.connected, back.why], ['yes', ''])
  const { token, clientSecret } = await secretsOf(channelId)
  assert.equal(await works(token), 200)
  const stored = await everythingStored()
  const secrets = [token, clientSecret, answer.code, answer.state, asked.code_challenge]
  for (const secret of secrets) {
    assert.ok(String(secret).length >= 20)
    assert.ok(!stored.includes(String(secret)))
  }
})

test('shows what the live look found: the account, its rights and what the network allows', async () => {
  const channelId = await channel()
  await connect(channelId, parks)
  const view = await read(channelId)
  assert.partialDeepStrictEqual(view, {
    connection: { id: 'connected', word: 'Connected' },
    account: { name: 'parks', address: `${world.practice.address}/@parks` },
    ...{ ready: true, missingRights: [], fault: null, checkedAt: clock.now().toString() },
  })
  assert.deepEqual(view.rights, ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'])
  assert.equal(view.limits?.told, true)
  const stages = ['channel.connect-begun', 'channel.connect-answered', 'channel.connected']
  assert.deepEqual(actions(channelId), stages)
})

test('connected again as the same account, the new token counts and the old one is handed back', async () => {
  const libraries = account('libraries')
  const channelId = await channel()
  await connect(channelId, libraries)
  const old = await secretsOf(channelId)
  assert.equal((await connect(channelId, libraries)).connected, 'yes')
  const fresh = await secretsOf(channelId)
  assert.notEqual(fresh.token, old.token)
  assert.deepEqual(await settle(), ['channels.hand-back'])
  assert.deepEqual([await works(old.token), await works(fresh.token)], [401, 200])
  assert.equal((await credentials(channelId)).length, 1)
  assert.ok(actions(channelId).includes('channel.reconnected'))
})

test('another account is refused in words, its token goes back, and the good one works on', async () => {
  const waste = account('waste')
  const stranger = account('stranger')
  const channelId = await channel()
  await connect(channelId, waste)
  const before = await credentials(channelId)
  const { token } = await secretsOf(channelId)
  const given = await rows<{ count: number }>('select count(*)::int from channels.credential')
  const back = await connect(channelId, stranger)
  assert.equal(back.connected, 'no')
  assert.match(back.why, /^You came back as @stranger@.+, but this channel is @waste@.+Nothing was/)
  assert.deepEqual(await credentials(channelId), before)
  assert.equal(await works(token), 200)
  assert.equal((await read(channelId)).connection.id, 'connected')
  assert.deepEqual(await rows('select count(*)::int from channels.credential'), given)
  const { rows: live } = await world.practice.pool.query(
    `select 1 from practice.token t join practice.account a on a.id = t.account_id
     where a.username = 'stranger' and t.revoked_at is null`,
  )
  assert.deepEqual(live, [], 'nobody holds what was not kept')
})

test('someone who says no on the page of the network changes nothing and reads why', async () => {
  const channelId = await channel()
  const { body } = await ask(communications, channelId)
  const back = await comeBack(communications, await world.deny(body.address))
  assert.deepEqual([back.page, back.connected], [`/channels/${channelId}`, 'no'])
  assert.match(back.why, /^You did not allow Crier to use the account, so nothing was changed\./)
  assert.match(back.why, /The network said: access_denied: The resource owner/)
  assert.equal((await read(channelId)).connection.id, 'none')
})

test('the way back is for the person who was sent, once, within a quarter of an hour', async () => {
  const museum = account('museum')
  const channelId = await channel()
  const answer = await museum((await ask(communications, channelId)).body.address)
  for (const other of [nobody, await person({ roles: ['administrator', 'communications'] })]) {
    const back = await comeBack(other, answer)
    assert.deepEqual([back.page, back.connected], ['/channels', 'no'])
  }
  assert.equal((await read(channelId)).connection.id, 'none')
  assert.equal((await comeBack(communications, answer)).connected, 'yes')
  assert.match((await comeBack(communications, answer)).why, /was used before/)
  const late = await museum((await ask(communications, channelId)).body.address)
  clock.advance({ minutes: 15 })
  assert.match((await comeBack(communications, late)).why, /too old/)
  const guessed = { ...answer, state: 'x'.repeat(43) }
  assert.equal((await comeBack(communications, guessed)).connected, 'no')
  assert.equal((await comeBack(communications, {})).connected, 'no')
})

test('the answer for one channel does not connect another', async () => {
  const [first, second] = [await channel(), await channel()]
  const market = account('market')
  const one = await market((await ask(communications, first)).body.address)
  const other = await market((await ask(communications, second)).body.address)
  const mixed = await comeBack(communications, { state: one.state ?? '', code: other.code ?? '' })
  assert.deepEqual([mixed.page, mixed.connected], [`/channels/${first}`, 'no'])
  assert.match(mixed.why, /did not accept the answer.+so nothing was changed/)
  for (const channelId of [first, second])
    assert.equal((await read(channelId)).connection.id, 'none')
})

test('begun twice, both ways back are good, and the one that comes last counts', async () => {
  const baths = account('baths')
  const channelId = await channel()
  const first = await baths((await ask(communications, channelId)).body.address)
  const second = await baths((await ask(communications, channelId)).body.address)
  assert.equal((await comeBack(communications, second)).connected, 'yes')
  const early = await secretsOf(channelId)
  assert.equal((await comeBack(communications, first)).connected, 'yes')
  const last = await secretsOf(channelId)
  await settle()
  assert.deepEqual([await works(early.token), await works(last.token)], [401, 200])
})

test('whoever lost the level on the way connects nothing, and the token goes back', async () => {
  const channelId = await channel()
  const manager = await person({ levels: { [channelId]: 'administrator' } })
  const answer = await account('leisure')((await ask(manager, channelId)).body.address)
  const now = clock.now()
  const { personId } = manager
  await inCouncil(pool, councilId, (db) =>
    setLevel(db, { councilId, personId, now }, channelId, 'publisher'),
  )
  const back = await comeBack(manager, answer)
  assert.match(back.why, /needs the level administrator/)
  assert.equal((await read(channelId)).connection.id, 'none')
  const { rows: live } = await world.practice.pool.query(
    `select 1 from practice.token t join practice.account a on a.id = t.account_id
     where a.username = 'leisure' and t.revoked_at is null`,
  )
  assert.deepEqual(live, [])
})

test('disconnected, the token works no more at the network and is gone here', async () => {
  const channelId = await channel()
  await connect(channelId, account('theatre'))
  const { token } = await secretsOf(channelId)
  const input = { channelId, reason: 'The theatre has closed.' }
  await door.run(disconnectChannel, communications, input)
  assert.deepEqual(await settle(), ['channels.hand-back'])
  assert.equal(await works(token), 401)
  assert.deepEqual(await credentials(channelId), [])
})

test('takes a JSON object about a channel on the register, from someone who is signed in', async () => {
  const channelId = await channel()
  assert.equal((await ask(nobody, channelId)).status, 401)
  assert.equal((await ask(communications, 'no-id')).status, 404)
  assert.equal((await ask(communications, crypto.randomUUID())).status, 404)
  for (const odd of ['"password=x"', '7', '[]', '[{"server":"a"}]', '{', '{"answers":{"a":1}}'])
    assert.equal((await ask(communications, channelId, odd)).status, 422, odd)
  const extra = await ask(communications, channelId, { answers: { server: 'a.example' } })
  assert.deepEqual(extra.body.fields, { server: 'Leave this out.' })
  assert.equal((await ask(communications, channelId, 'null')).status, 200)
})
