import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fault } from '../networks/fixtures.ts'
import { createNetworks, type Network, Networks } from '../networks/index.ts'
import { closeChannel } from './actions/close-channel.ts'
import { beginAtNetwork, finishAtNetwork } from './connect-flow.ts'
import { nextKeys, otherKeys, testKeys } from './fixtures.ts'
import { aFake, workingWorld } from './fixtures-jobs.ts'
import { refusalOf } from './fixtures-world.ts'

const world = await workingWorld()
const { door, channel, communications: by, read, credentials, settle } = world
const publicAddress = 'http://crier.example'

type Parts = Parameters<typeof finishAtNetwork>[0]
type Fake = Awaited<ReturnType<typeof aFake>>

const partsOf = (networks: Networks, keys: Parts['keys'] = testKeys): Parts => ({
  ...{ door, networks, keys, publicAddress },
  authenticate: async () => by,
})

async function allow(address: string): Promise<Record<string, string>> {
  const { headers } = await fetch(address, { redirect: 'manual' })
  return Object.fromEntries(new URL(headers.get('location') ?? '').searchParams)
}

async function begin({ fake, networks }: Fake, channelId: string, keys = testKeys) {
  const answers = { server: fake.address }
  return allow(await beginAtNetwork(partsOf(networks, keys), by, channelId, { answers }))
}

async function connect(at: Fake, channelId: string, keys = testKeys) {
  const answer = await begin(at, channelId, keys)
  return finishAtNetwork(partsOf(at.networks, keys), by, answer)
}

/** What stands of a channel, but for what a request to connect leaves in the ledger. */
async function standing(channelId: string) {
  return { row: await world.row(channelId), credentials: await credentials(channelId) }
}

const tokensOf = ({ fake }: Fake) => fake.state.tokens.values().toArray()

const troubles: readonly [Fault, RegExp][] = [
  ['hang-before', /no answer that can be trusted/],
  ['reset-before', /no answer that can be trusted/],
  ['error-before', /no answer that can be trusted/],
  ['garbage-after', /no answer that can be trusted/],
  ['too-many', /asked for a pause/],
  ['signed-out', /did not accept the answer/],
  ['forbidden', /did not let Crier look/],
  ['unprocessable', /refused the connection/],
]

// Each has a fake and a channel of its own, and most of the time is spent waiting.
describe('a network in trouble', { concurrency: true }, () => {
  for (const [fault, says] of troubles)
    test(`a network that meets a reconnection with "${fault}" changes nothing, and the token goes back`, async () => {
      const at = await aFake()
      const channelId = await channel()
      await connect(at, channelId)
      const before = await standing(channelId)
      // The first look is the connector's own; after it the token is ours to give back.
      const looks = [null, fault, fault, fault]
      at.fake.plan({ on: ['check'], script: looks })
      const refusal = await refusalOf(connect(at, channelId))
      assert.match(refusal.sentence, says)
      assert.match(refusal.sentence, /so nothing was changed/)
      assert.equal(refusal.more.channelId, channelId)
      assert.deepEqual(await standing(channelId), before)
      assert.deepEqual(
        tokensOf(at).map(({ revoked }) => revoked),
        [false, true],
      )
    })
})

test('a network that is away when the person comes back changes nothing', async () => {
  const at = await aFake()
  const channelId = await channel()
  await connect(at, channelId)
  const before = await standing(channelId)
  const answer = await begin(at, channelId)
  await at.fake.close()
  const refusal = await refusalOf(finishAtNetwork(partsOf(at.networks), by, answer))
  assert.match(refusal.sentence, /^The network could not be reached, so nothing was changed\./)
  assert.match(refusal.fields.network ?? '', /^ECONNREFUSED: /)
  assert.deepEqual(await standing(channelId), before)
  const away = refusalOf(begin(at, channelId))
  assert.match((await away).sentence, /no server that can be reached at 127\.0\.0\.1/)
  assert.deepEqual(await standing(channelId), before)
})

test('a code that the network does not know is told as an answer that it did not accept', async () => {
  const at = await aFake()
  const channelId = await channel()
  const answer = { ...(await begin(at, channelId)), code: 'made-up' }
  const refusal = await refusalOf(finishAtNetwork(partsOf(at.networks), by, answer))
  assert.match(refusal.sentence, /did not accept the answer that your browser brought back/)
  assert.match(refusal.fields.network ?? '', /invalid_grant/)
})

test('a right that was not given is named, and nothing is connected', async () => {
  const at = await aFake()
  const channelId = await channel()
  const answer = await begin(at, channelId)
  const code = answer.code ?? ''
  const given = at.fake.state.codes.get(code)
  assert.ok(given)
  at.fake.state.codes.set(code, { ...given, scopes: 'read write:statuses' })
  const refusal = await refusalOf(finishAtNetwork(partsOf(at.networks), by, answer))
  assert.match(refusal.sentence, /grant all of these: write:media\.$/)
  assert.equal((await read(channelId)).connection.id, 'none')
  assert.deepEqual(await credentials(channelId), [])
})

/** The network of a fake, but for one thing. */
function but({ networks }: Fake, change: (network: Network) => Partial<Network>): Networks {
  const network = networks.get('mastodon')
  return new Networks([{ ...network, ...change(network) }])
}

test('an empty token that a connector lets through does not take the place of a good one', async () => {
  const at = await aFake()
  const channelId = await channel()
  await connect(at, channelId)
  const before = await standing(channelId)
  const networks = but(at, ({ connect: own }) => ({
    connect: {
      ...own,
      finish: async (end) => ({ ...(await own.finish(end)), credential: { token: ' ' } }),
    },
  }))
  const refusal = await refusalOf(connect({ fake: at.fake, networks }, channelId))
  assert.match(refusal.sentence, /empty sign-in, so nothing was changed/)
  assert.deepEqual(await standing(channelId), before)
})

test('what breaks off by a defect gives the token back as well', async () => {
  const at = await aFake()
  const channelId = await channel()
  const answer = await begin(at, channelId)
  const networks = but(at, () => ({
    limits: async () => {
      throw new TypeError('A defect of the connector.')
    },
  }))
  await assert.rejects(finishAtNetwork(partsOf(networks), by, answer), TypeError)
  assert.deepEqual(
    tokensOf(at).map(({ revoked }) => revoked),
    [true],
  )
})

test('a channel that was closed on the way is not connected', async () => {
  const at = await aFake()
  const channelId = await channel()
  const answer = await begin(at, channelId)
  await door.run(closeChannel, by, { channelId, reason: 'Nobody needs it.' })
  const refusal = await refusalOf(finishAtNetwork(partsOf(at.networks), by, answer))
  assert.match(refusal.sentence, /closed in the meantime/)
  assert.equal(tokensOf(at)[0]?.revoked, true)
})

test('two channels that come back as one account at the same moment: one of them gets it', async () => {
  const at = await aFake()
  const channels = [await channel(), await channel()]
  const answers = await Promise.all(channels.map((channelId) => begin(at, channelId)))
  const parts = partsOf(at.networks)
  const ended = await Promise.allSettled(
    answers.map((answer) => finishAtNetwork(parts, by, answer)),
  )
  assert.deepEqual(ended.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = ended.find(({ status }) => status === 'rejected')
  assert.match(String(lost?.status === 'rejected' && lost.reason), /on the register already/)
  assert.equal(tokensOf(at).filter(({ revoked }) => revoked).length, 1)
})

test('one account that changed its name is still on the register once', async () => {
  const at = await aFake()
  const first = await channel({ name: 'Before the new name' })
  await connect(at, first)
  const { account } = await world.row(first)
  assert.ok(account)
  const renamed = JSON.stringify({ ...account, address: `${at.fake.address}/@renamed` })
  await world.rows('update channels.channel set account = $2 where id = $1', [first, renamed])
  const refusal = await refusalOf(connect(at, await channel()))
  assert.match(refusal.sentence, /as the channel Before the new name/)
})

test('a request for a network without a connector says that people post there by hand', async () => {
  const networks = createNetworks({ practiceAddress: null })
  const channelId = await channel({ network: 'practice' })
  const refusal = await refusalOf(beginAtNetwork(partsOf(networks), by, channelId, {}))
  assert.match(refusal.sentence, /people post there by hand/)
})

test('after the sealing key was changed a channel is connected again under the new one', async () => {
  const at = await aFake()
  const channelId = await channel()
  await connect(at, channelId)
  await connect(at, channelId, nextKeys)
  const using = { networks: at.networks, keys: nextKeys }
  assert.deepEqual(await settle(using), ['channels.hand-back'])
  assert.deepEqual(
    tokensOf(at).map(({ revoked }) => revoked),
    [true, false],
    'the old key opens what has to be handed back',
  )
})

test('a lost sealing key does not keep a channel from being connected again', async () => {
  const at = await aFake()
  const channelId = await channel()
  await connect(at, channelId)
  await connect(at, channelId, otherKeys)
  const [lost, fresh] = await credentials(channelId)
  assert.deepEqual([lost?.state, fresh?.state], ['handing-back', 'current'])
  await settle({ networks: at.networks, keys: otherKeys })
  assert.deepEqual(await credentials(channelId), [fresh])
  assert.equal(tokensOf(at)[0]?.revoked, false, 'nobody can read it any more to hand it back')
})
