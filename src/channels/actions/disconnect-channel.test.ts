import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createNetworks, Networks } from '../../networks/index.ts'
import { otherKeys } from '../fixtures.ts'
import { aFake, workingWorld } from '../fixtures-jobs.ts'
import { newsOf } from '../fixtures-news.ts'
import { refusalOf } from '../fixtures-world.ts'
import { closeChannel } from './close-channel.ts'
import { disconnectChannel } from './disconnect-channel.ts'

const world = await workingWorld()
const { door, channel, credentials, lastEntry, entries, settle, rows, communications } = world
const heard = newsOf()
const reason = 'The account is given up.'
const disconnect = (channelId: string, by = communications) =>
  door.run(disconnectChannel, by, { channelId, reason })

async function aConnected(account = 'council') {
  const at = await aFake()
  return { ...at, channelId: await channel({ credential: at.fake.credential(account) }) }
}

const isRevoked = ({ fake }: Awaited<ReturnType<typeof aConnected>>) =>
  fake.state.tokens.values().toArray()[0]?.revoked

test('from that moment nothing can be sent, and the account stays on the register', async () => {
  const { channelId } = await aConnected()
  const account = { id: '7', handle: '@council@a', name: 'Council', avatar: null, address: 'a' }
  const told = { account: JSON.stringify(account), rights: ['read'], checking: true }
  await rows('update channels.channel set account = $2, rights = $3, checking = $4 where id = $1', [
    channelId,
    ...Object.values(told),
  ])
  const view = await disconnect(channelId)
  assert.partialDeepStrictEqual(view, {
    ...{ connection: { id: 'none' }, connectionReason: reason, ready: false, account },
    ...{ rights: [], missingRights: [], tokenEndsAt: null, daysLeft: null, fault: null },
  })
  assert.ok(view.may.includes('connect') && !view.may.includes('disconnect'))
  assert.deepEqual(heard.filter((news) => news.channelId === channelId).at(-1)?.ready, false)
  assert.deepEqual(lastEntry(channelId)?.action, 'channel.disconnected')
  assert.equal((await refusalOf(disconnect(channelId))).sentence, 'This channel is not connected.')
  await settle()
})

test('the token is handed back, and its row deleted, once', async () => {
  const at = await aConnected()
  await disconnect(at.channelId)
  const [row] = await credentials(at.channelId)
  assert.equal(row?.state, 'handing-back')
  assert.equal(isRevoked(at), false, 'the network is not called inside a transaction')
  const [job] = await world.jobs('channels.hand-back')
  assert.deepEqual(await settle(at), ['channels.hand-back'])
  assert.equal(isRevoked(at), true)
  assert.deepEqual(await credentials(at.channelId), [])
  await world.job('channels.hand-back', job?.payload ?? {})
  const deleted = entries(at.channelId).filter(
    ({ action }) => action === 'channel.credential-deleted',
  )
  assert.deepEqual(
    deleted.map(({ details }) => details),
    [{ credentialId: row?.id, handedBack: true }],
  )
})

test('closing a channel for good hands its token back too', async () => {
  const at = await aConnected()
  await door.run(closeChannel, communications, { channelId: at.channelId, reason })
  await settle(at)
  assert.equal(isRevoked(at), true)
  assert.deepEqual(await credentials(at.channelId), [])
  assert.match((await refusalOf(disconnect(at.channelId))).sentence, /not connected/)
})

const answers: readonly [string, (response: ServerResponse) => unknown][] = [
  ['gives no answer', () => {}],
  ['has an error of its own', (response) => response.writeHead(500).end('Sorry')],
  ['does not know the app any more', (response) => response.writeHead(403).end('{"error":"no"}')],
  ['is another site by now', (response) => response.writeHead(200).end('<p>For sale')],
  ['breaks off', (response) => response.destroy()],
]

for (const [what, answer] of answers)
  test(`a token is deleted here even when its network ${what}`, async (t) => {
    const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
    t.after(() => {
      server.close()
      server.closeAllConnections()
    })
    await once(server, 'listening')
    // A server that listens on a port has an address of this kind.
    const { port } = server.address() as AddressInfo
    const address = `http://127.0.0.1:${port}`
    const credential = { ...world.fake.credential(), server: address }
    const channelId = await channel({ credential })
    await disconnect(channelId)
    const deadlines = { read: 150, write: 150 }
    const networks = createNetworks({ practiceAddress: null, allow: [address], deadlines })
    await settle({ networks })
    assert.deepEqual(await credentials(channelId), [])
  })

test('a token is deleted here when its server is gone, its network unknown or its key lost', async () => {
  const at = await aConnected()
  await at.fake.close()
  const networks = new Networks([])
  for (const using of [at, { networks }, { keys: otherKeys }]) {
    const channelId = await channel({ credential: at.fake.credential() })
    await disconnect(channelId)
    await settle(using)
    assert.deepEqual(await credentials(channelId), [])
    assert.deepEqual(lastEntry(channelId)?.details?.handedBack, false)
  }
})

test('only who manages the channel disconnects it, with a reason', async () => {
  const { channelId } = await aConnected()
  const approver = await world.person({ levels: { [channelId]: 'approver' } })
  assert.equal((await refusalOf(disconnect(channelId, approver))).kind, 'not-allowed')
  const silent = door.run(disconnectChannel, communications, { channelId, reason: '  ' })
  assert.deepEqual(Object.keys((await refusalOf(silent)).fields), ['reason'])
  assert.equal((await credentials(channelId))[0]?.state, 'current')
})
