import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FailureKind } from '../networks/index.ts'
import { inCouncil } from '../people/fixtures.ts'
import { newId } from '../platform/id.ts'
import { finishConnect } from './actions/finish-connect.ts'
import { sealCredential } from './credential.ts'
import { testKeys } from './fixtures.ts'
import { workingWorld } from './fixtures-jobs.ts'
import { newsOf } from './fixtures-news.ts'
import { noteFailure } from './note-failure.ts'
import { lookAt } from './work.ts'

const world = await workingWorld()
const { door, pool, councilId, clock, channel, fake, read, waiting, communications } = world
const heard = newsOf()
const newsOn = (channelId: string) =>
  heard.filter((news) => news.channelId === channelId).map(({ ready }) => ready)
const connected = () => channel({ credential: fake.credential(newId()) })

/** Publishing met this while it sent. */
const note = (channelId: string, kind: FailureKind) =>
  inCouncil(pool, councilId, (db) =>
    noteFailure({ db, now: clock.now() }, channelId, {
      kind,
      code: '401',
      words: 'As it was said',
    }),
  )

test('a fault that says nothing about the channel changes nothing', async () => {
  const channelId = await connected()
  const before = await read(channelId)
  for (const kind of ['no-answer', 'unreachable', 'slow-down', 'refused'] as const)
    await note(channelId, kind)
  assert.deepEqual(await read(channelId), before)
})

test('a revoked sign-in and a missing right are shown as they came, and told once', async () => {
  for (const kind of ['signed-out', 'missing-right'] as const) {
    const channelId = await connected()
    await note(channelId, kind)
    await note(channelId, kind)
    const { connection, fault } = await read(channelId)
    assert.deepEqual([connection.id, fault?.code, fault?.words], [kind, '401', 'As it was said'])
    assert.deepEqual(newsOn(channelId), [false])
  }
})

test('a channel that is not connected, or not there, stays as it is', async () => {
  const channelId = await channel()
  await note(channelId, 'signed-out')
  await note(newId(), 'signed-out')
  assert.equal((await read(channelId)).connection.id, 'none')
})

test('a call that began before the channel was connected again does not sign it out', async () => {
  const channelId = await connected()
  const credential = fake.credential(newId())
  const credentialId = newId()
  await door.run(finishConnect, communications, {
    ...{ channelId, credentialId, sameToken: false },
    sealed: sealCredential(testKeys, credential, credentialId),
    look: await lookAt(world.networks.get('mastodon'), credential),
  })
  clock.advance({ seconds: 119 })
  await note(channelId, 'signed-out')
  assert.equal((await read(channelId)).connection.id, 'connected')
  assert.deepEqual(await waiting(channelId), [{ tries: 0, minutes: 0 }], 'a look decides')
  await world.settle()
  assert.equal((await read(channelId)).connection.id, 'connected')
  clock.advance({ seconds: 1 })
  await note(channelId, 'signed-out')
  assert.equal((await read(channelId)).connection.id, 'signed-out')
})
