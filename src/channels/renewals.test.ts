import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Network, NetworkFailure, Networks, type Sealable } from '../networks/index.ts'
import { openOwnerPool } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { startJobs } from '../platform/jobs.ts'
import { silentLog } from '../platform/log.ts'
import { createMetrics } from '../platform/metrics.ts'
import { checkChannel } from './actions/check-channel.ts'
import { disconnectChannel } from './actions/disconnect-channel.ts'
import { finishConnect } from './actions/finish-connect.ts'
import { openCredential, sealCredential } from './credential.ts'
import { nextKeys, otherKeys, testKeys } from './fixtures.ts'
import { workingWorld } from './fixtures-jobs.ts'
import { channelHandlers, lookAt } from './work.ts'

const world = await workingWorld()
const { door, channel, credentials, look, read, waiting, fake, communications } = world
const mastodon = world.networks.get('mastodon')

/** An account of one test's own: each stands on the register once. */
const own = () => fake.credential(newId().slice(-12))

/** The network of the fake with a sign-in that can be renewed. */
function renewing(renew: (old: Sealable) => Promise<Sealable>, more: Partial<Network> = {}) {
  const refresh = async (old: Sealable) => ({ credential: await renew(old), expiresAt: null })
  return new Networks([{ ...mastodon, ...more, connect: { ...mastodon.connect, refresh } }])
}

/** What is sealed in the row of a channel. */
async function held(channelId: string, keys = testKeys): Promise<Sealable> {
  const [row] = await credentials(channelId)
  assert.ok(row)
  return openCredential(keys, { sealed: row.sealed, credentialId: row.id })
}

test('a renewed sign-in is kept, sealed anew under the newest key, in the same row', async () => {
  const channelId = await channel({ credential: fake.credential('renewed') })
  const [before] = await credentials(channelId)
  const fresh = fake.state.grant('renewed', 'read write')
  const networks = renewing(async (old) => ({ ...old, token: fresh }))
  await look(channelId, { networks, keys: nextKeys })
  const [after] = await credentials(channelId)
  assert.equal(after?.id, before?.id)
  assert.equal((await held(channelId, [nextKeys[0]])).token, fresh)
  assert.equal((await read(channelId)).connection.id, 'connected')
})

test('what a renewal leaves out or empty does not wipe what was good', async () => {
  for (const empty of [{}, { token: '' }, { refreshToken: '' }, { refreshToken: null }]) {
    const credential = { ...own(), refreshToken: 'still good' }
    const channelId = await channel({ credential })
    await look(channelId, { networks: renewing(async () => empty) })
    assert.deepEqual(await held(channelId), credential, JSON.stringify(empty))
    assert.equal((await read(channelId)).connection.id, 'connected')
  }
})

test('what was renewed before the look failed is kept all the same', async () => {
  const networks = (error: Error) =>
    renewing(async (old) => ({ ...old, token: 'renewed' }), {
      check: async () => {
        throw error
      },
    })
  const slow = new NetworkFailure({ kind: 'no-answer', step: 'check', code: '500' })
  const first = await channel({ credential: own() })
  await look(first, { networks: networks(slow) })
  assert.equal((await held(first)).token, 'renewed')
  const second = await channel({ credential: own() })
  await assert.rejects(look(second, { networks: networks(new TypeError('A defect')) }), TypeError)
  assert.equal((await held(second)).token, 'renewed')
})

test('a look that breaks off by a defect is shown as such, and nobody waits for it for ever', async () => {
  const channelId = await channel({ credential: own() })
  await door.run(checkChannel, communications, { channelId })
  const limits = async () => {
    throw new TypeError('A defect of a connector')
  }
  const networks = new Networks([{ ...mastodon, limits }])
  await assert.rejects(look(channelId, { networks }), TypeError, 'the job fails, so it is logged')
  const view = await read(channelId)
  assert.deepEqual([view.connection.id, view.fault?.code], ['connected', 'broken-off'])
  assert.doesNotMatch(JSON.stringify(view), /defect/i)
  assert.ok(view.may.includes('check'))
  assert.deepEqual(await waiting(channelId), [], 'the queue itself tries a failed job again')
})

test('a network that this installation no longer serves ends the look in words', async () => {
  const channelId = await channel({ credential: fake.credential(), network: 'practice' })
  await door.run(checkChannel, communications, { channelId })
  await look(channelId)
  const { connection, fault } = await read(channelId)
  assert.deepEqual([connection.id, fault?.code], ['connected', 'no-connector'])
})

test('the key before this one still opens; without it the channel asks to be connected again', async () => {
  const channelId = await channel({ credential: own() })
  await look(channelId, { keys: nextKeys })
  assert.equal((await read(channelId)).connection.id, 'connected')
  await look(channelId, { keys: otherKeys })
  const { connection, fault } = await read(channelId)
  assert.deepEqual([connection.id, fault?.code], ['signed-out', 'credential-unreadable'])
  await look(channelId)
  assert.equal((await read(channelId)).connection.id, 'connected', 'when the key is found again')
})

test('a sealed value that was copied into another row does not open there', async () => {
  const [ours, theirs] = [
    await channel({ credential: fake.credential('ours') }),
    await channel({ credential: fake.credential('theirs') }),
  ]
  const copy = `update channels.credential set sealed =
    (select sealed from channels.credential where channel_id = $1) where channel_id = $2`
  await world.rows(copy, [ours, theirs])
  await look(theirs)
  const { connection, fault, account } = await read(theirs)
  assert.deepEqual([connection.id, fault?.code], ['signed-out', 'credential-unreadable'])
  assert.equal(account, null, 'the network was not asked as somebody else')
})

test('a look that ends after the channel was connected again or disconnected says nothing', async () => {
  const meanwhile = async (happens: (channelId: string) => Promise<unknown>) => {
    const channelId = await channel({ credential: own() })
    const failing = async () => {
      await happens(channelId)
      throw new NetworkFailure({ kind: 'signed-out', step: 'check', code: '401' })
    }
    await look(channelId, { networks: new Networks([{ ...mastodon, check: failing }]) })
    return read(channelId)
  }
  const again = await meanwhile(async (channelId) => {
    const credential = own()
    const credentialId = newId()
    await door.run(finishConnect, communications, {
      ...{ channelId, credentialId, sameToken: false },
      sealed: sealCredential(testKeys, credential, credentialId),
      look: await lookAt(mastodon, credential),
    })
  })
  assert.deepEqual([again.connection.id, again.fault], ['connected', null])
  const gone = await meanwhile((channelId) =>
    door.run(disconnectChannel, communications, { channelId, reason: 'Given up.' }),
  )
  assert.deepEqual([gone.connection.id, gone.fault], ['none', null])
})

test('two looks at once come one after the other, so that neither spoils the renewal of the other', async () => {
  const channelId = await channel({ credential: { ...own(), refresh: '0' } })
  let [good, atOnce, most] = [0, 0, 0]
  const networks = renewing(
    async (old) => {
      atOnce += 1
      most = Math.max(most, atOnce)
      // The network takes each part once, and gives the next.
      if (old.refresh !== String(good))
        throw new NetworkFailure({ kind: 'signed-out', step: 'check', code: 'invalid_grant' })
      good += 1
      return { ...old, refresh: String(good) }
    },
    {
      async check(credential) {
        if (good === 1) await askAgain()
        await pause(50)
        atOnce -= 1
        return mastodon.check(credential)
      },
    },
  )
  /** While the first look is under way, another is asked for. */
  async function askAgain() {
    await world.rows('update channels.channel set checking = false where id = $1', [channelId])
    await door.run(checkChannel, communications, { channelId })
  }
  await door.run(checkChannel, communications, { channelId })
  const pool = openOwnerPool(world.database.ownerUrl, 4)
  const jobs = await startJobs({
    ...{ pool, log: silentLog, metrics: createMetrics(), rounds: [] },
    handlers: channelHandlers({ ...world.work, networks }),
  })
  for (let left = 100; left > 0; left -= 1) {
    await pause(50)
    if (good === 2 && (await read(channelId)).connection.id !== 'checking') break
  }
  await jobs.stop()
  await pool.end()
  assert.equal(most, 1)
  assert.equal((await held(channelId)).refresh, '2')
  assert.equal((await read(channelId)).connection.id, 'connected')
})
