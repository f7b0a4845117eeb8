import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { FakeMastodon, Fault } from '../networks/fixtures.ts'
import type { Sealable } from '../networks/index.ts'
import { checkChannel } from './actions/check-channel.ts'
import { aFake, workingWorld } from './fixtures-jobs.ts'
import { newsOf } from './fixtures-news.ts'
import { refusalOf } from './fixtures-world.ts'

const world = await workingWorld()
const { door, channel, clock, read, look, waiting, lastEntry, communications } = world
const heard = newsOf()
const newsOn = (channelId: string) =>
  heard.filter((news) => news.channelId === channelId).map(({ ready }) => ready)

/** A channel that is connected to a fake, and looked at once before the test begins. */
async function aConnected({ fake, networks }: Awaited<ReturnType<typeof aFake>>) {
  const channelId = await channel({ credential: fake.credential() })
  await look(channelId, { networks })
  return channelId
}

const always = (fault: Fault) => ({ on: ['check'] as const, percent: { [fault]: 100 } })

const passing: readonly [Fault, string, RegExp][] = [
  ['error-before', '500', /something went wrong/],
  ['hang-before', 'deadline', /^$/],
  ['reset-before', 'ECONNRESET', /./],
  ['garbage-after', 'not-understood', /not valid JSON/],
  ['too-many', '429', /Too many requests/],
]

// Each has a fake of its own, and most of the time is spent waiting.
describe('a fault of the network', { concurrency: true }, () => {
  for (const [fault, code, words] of passing)
    test(`disconnects nothing, is shown as it came, and is looked at again soon: ${fault}`, async () => {
      const at = await aFake()
      const channelId = await aConnected(at)
      const before = await read(channelId)
      at.fake.plan(always(fault))
      await door.run(checkChannel, communications, { channelId })
      await look(channelId, at)
      const view = await read(channelId)
      assert.equal(view.fault?.code, code)
      assert.match(view.fault?.words ?? '', words)
      assert.match(view.fault?.says ?? '', /^The network .+\.$/)
      assert.deepEqual({ ...view, fault: null }, before)
      assert.deepEqual(newsOn(channelId), [])
      assert.deepEqual(await waiting(channelId), [{ tries: 1, minutes: 10 }])
      assert.partialDeepStrictEqual(lastEntry(channelId), {
        action: 'channel.check-failed',
        details: { connection: 'connected' },
      })
    })

  test('disconnects nothing when the server is away, and tries five times until the next day', async () => {
    const at = await aFake()
    const channelId = await aConnected(at)
    await at.fake.close()
    for (const tries of [0, 4, 5]) {
      await look(channelId, at, tries)
      const { connection, fault } = await read(channelId)
      assert.deepEqual([connection.id, fault?.code], ['connected', 'ECONNREFUSED'])
      const next = tries < 5 ? [{ tries: tries + 1, minutes: 10 }] : []
      assert.deepEqual(await waiting(channelId), next)
    }
  })

  test('disconnects nothing when it is one that nobody foresaw, and asks no more today', async () => {
    const at = await aFake()
    const channelId = await aConnected(at)
    at.fake.plan(always('unprocessable'))
    await look(channelId, at)
    const { connection, fault } = await read(channelId)
    assert.deepEqual([connection.id, fault?.code], ['connected', '422'])
    assert.deepEqual(await waiting(channelId), [])
  })

  test('does not hide that the sign-in was revoked before', async () => {
    const at = await aFake()
    const channelId = await aConnected(at)
    revoke(at.fake, true)
    await look(channelId, at)
    at.fake.plan(always('too-many'))
    await look(channelId, at)
    assert.equal((await read(channelId)).connection.id, 'signed-out')
  })
})

/** The only grant of a fake, changed as its owner would there. */
function change(fake: FakeMastodon, more: { account?: string; scopes?: string[] }) {
  const [token, grant] = fake.state.tokens.entries().next().value ?? []
  assert.ok(token !== undefined && grant !== undefined)
  fake.state.tokens.set(token, { ...grant, ...more })
}

function revoke(fake: FakeMastodon, revoked: boolean) {
  for (const grant of fake.state.tokens.values()) grant.revoked = revoked
}

test('a look finds the account, its rights and its limits, with the time', async () => {
  const { fake, networks } = await aFake()
  const channelId = await channel({ credential: fake.credential('looked-at') })
  const asked = await door.run(checkChannel, communications, { channelId })
  assert.deepEqual([asked.connection.id, asked.ready], ['checking', true])
  clock.advance({ minutes: 1 })
  await look(channelId, { networks })
  const view = await read(channelId)
  assert.deepEqual([view.connection.id, view.checkedAt], ['connected', clock.now().toString()])
  assert.match(view.account?.handle ?? '', /^@looked-at@127/)
  assert.deepEqual([view.limits?.told, view.limits?.text.max], [true, 500])
})

test('nothing is looked at where nothing is connected', async () => {
  const channelId = await channel()
  const asked = await refusalOf(door.run(checkChannel, communications, { channelId }))
  assert.match(asked.sentence, /^There is nothing to check/)
  await look(channelId)
  assert.deepEqual(world.actions(channelId), [])
})

test('a revoked sign-in is seen, said and told; given back, the channel is connected again', async () => {
  const at = await aFake()
  const channelId = await aConnected(at)
  revoke(at.fake, true)
  clock.advance({ hours: 1 })
  await look(channelId, at)
  const out = await read(channelId)
  assert.partialDeepStrictEqual(out, {
    connection: { id: 'signed-out', word: 'Signed out', since: clock.now().toString() },
    fault: { code: '401', words: 'The access token was revoked' },
    ready: false,
  })
  assert.match(out.connection.says, /Connect the channel again/)
  assert.ok(out.may.includes('reconnect') && out.may.includes('check'))
  assert.deepEqual(await waiting(channelId), [], 'it does not come back by itself')
  revoke(at.fake, false)
  await look(channelId, at)
  assert.partialDeepStrictEqual(await read(channelId), {
    ...{ connection: { id: 'connected' }, fault: null, ready: true },
  })
  assert.deepEqual(newsOn(channelId), [false, true])
})

test('a paused channel is told as not ready, whatever its connection does', async () => {
  const { networks, fake } = await aFake()
  const channelId = await channel({ credential: fake.credential(), status: 'paused' })
  revoke(fake, true)
  await look(channelId, { networks })
  revoke(fake, false)
  await look(channelId, { networks })
  assert.deepEqual(newsOn(channelId), [false, false])
})

test('a right that is missing is named, and not taken for a revoked sign-in', async () => {
  const at = await aFake()
  const channelId = await aConnected(at)
  change(at.fake, { scopes: ['read', 'write:statuses'] })
  await look(channelId, at)
  const view = await read(channelId)
  assert.deepEqual([view.connection.id, view.missingRights], ['missing-right', ['write:media']])
  assert.deepEqual(view.rights, ['read:accounts', 'read:statuses', 'write:statuses'])
  assert.match(view.connection.says, /grant all of them/)
  change(at.fake, { scopes: ['read', 'write'] })
  await look(channelId, at)
  assert.deepEqual((await read(channelId)).missingRights, [])
  assert.deepEqual(newsOn(channelId), [false, true])
})

test('a sign-in that belongs to somebody else now is none of this channel', async () => {
  const at = await aFake()
  const channelId = await aConnected(at)
  const { account } = await read(channelId)
  change(at.fake, { account: 'somebody' })
  await look(channelId, at)
  const view = await read(channelId)
  assert.deepEqual([view.connection.id, view.ready], ['signed-out', false])
  assert.match(view.fault?.says ?? '', /^The sign-in now belongs to another account/)
  assert.deepEqual(view.account, account, 'the register keeps its own')
})

test('shows the days that are left of a sign-in that ends', async () => {
  const { networks, fake } = await aFake()
  const endsAt = clock.now().add({ hours: 24 * 9 + 12 })
  const credential: Sealable = { ...fake.credential(), expiresAt: endsAt.toString() }
  const channelId = await channel({ credential })
  await look(channelId, { networks })
  const shown = async () => {
    const { daysLeft, tokenEndsAt } = await read(channelId)
    return [daysLeft, tokenEndsAt]
  }
  assert.deepEqual(await shown(), [9, endsAt.toString()])
  clock.advance({ hours: 24 * 9 })
  assert.deepEqual(await shown(), [0, endsAt.toString()])
  clock.advance({ hours: 48 })
  assert.deepEqual(await shown(), [0, endsAt.toString()])
})

test('asked for twice, one look waits, and one entry says who asked', async () => {
  const at = await aFake()
  const channelId = await aConnected(at)
  const ask = () => door.run(checkChannel, communications, { channelId })
  const [one, two] = await Promise.all([ask(), ask()])
  assert.deepEqual([one.connection.id, two.connection.id], ['checking', 'checking'])
  assert.ok(one.ready && !one.may.includes('check'))
  assert.deepEqual(await waiting(channelId), [{ tries: 0, minutes: 0 }])
  const asked = world.actions(channelId).filter((action) => action === 'channel.check-asked')
  assert.equal(asked.length, 1)
  await look(channelId, at)
  assert.ok((await read(channelId)).may.includes('check'))
})

test('a look on request takes the place of the one that would come later', async () => {
  const at = await aFake()
  const channelId = await aConnected(at)
  at.fake.plan(always('too-many'))
  await look(channelId, at)
  assert.deepEqual(await waiting(channelId), [{ tries: 1, minutes: 10 }])
  await door.run(checkChannel, communications, { channelId })
  assert.deepEqual(await waiting(channelId), [{ tries: 0, minutes: 0 }])
})
