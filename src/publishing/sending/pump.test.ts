import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fault } from '../../networks/mastodon/fake-faults.ts'
import { withdrawPost } from '../actions/withdraw-post.ts'
import { newsWorld } from '../fixtures-world.ts'

const world = await newsWorld({ deadlines: { read: 300, write: 300, upload: 300 } })
const { door, room, clock, approved, read, texts, rows, entries } = world
const { fake } = room
const faults = (...script: (Fault | null)[]) => fake.plan({ on: ['post'], script })
const stateOf = async (postId: string) => (await read(postId)).state.id
const ofPost = (text: string) => texts().filter((each) => each === text).length

test('a thread leaves in order, each item in answer to the one before', async () => {
  const post = await approved({ text: ['First of three', 'Second of three', 'Third of three'] })
  await room.pump()
  assert.equal(await stateOf(post.id), 'sent')
  const thread = fake.posts.filter((each) => each.text.endsWith(' of three'))
  assert.deepEqual(
    thread.map((each) => each.replyTo),
    [null, thread[0]?.id, thread[1]?.id],
  )
})

test('a network that says no is believed, and the rest of the thread stays', async () => {
  faults(null, 'unprocessable')
  const post = await approved({ text: ['Arrives', 'Is refused', 'Never leaves'] })
  await room.pump()
  const after = await read(post.id)
  assert.equal(after.state.id, 'refused')
  assert.deepEqual(
    after.deliveries.map((delivery) => delivery.state.id),
    ['sent', 'refused', 'held'],
  )
  assert.match(after.deliveries[1]?.failure?.words ?? '', /not welcome here/)
  assert.match(after.deliveries[2]?.held?.says ?? '', /earlier post of the same thread/)
})

test('a network that asks for a pause is given it, and the post then leaves once', async () => {
  faults('too-many')
  const post = await approved({ text: 'After a pause' })
  await room.pump()
  const waiting = await read(post.id)
  assert.equal(waiting.deliveries[0]?.state.id, 'due')
  assert.equal(waiting.deliveries[0]?.failure?.kind, 'slow-down')
  assert.notEqual(waiting.deliveries[0]?.nextAt, null)
  // The pause is in the network's time, the clock of this test stands: it is moved far enough.
  const until = Temporal.Instant.from(waiting.deliveries[0]?.nextAt ?? '')
  const soon = clock.now()
  await rows('update publishing.delivery set next_at = $2 where post_id = $1', [
    post.id,
    soon.toString(),
  ])
  assert.ok(Temporal.Instant.compare(until, soon) > 0)
  await room.pump()
  assert.equal(await stateOf(post.id), 'sent')
  assert.equal(ofPost('After a pause'), 1)
})

test('one answer that asks for a pause speaks for everything that waits on the channel', async () => {
  const posts = []
  for (let index = 0; index < 8; index += 1)
    posts.push(await approved({ text: `In line ${index}` }))
  const { posts: before } = fake.counters
  fake.plan({ on: ['post'], percent: { 'too-many': 100 } })
  await room.pump()
  // At most those that were under way together met the answer.
  assert.ok(fake.counters.posts === before)
  const waiting = await rows<{ next_at: Date; attempts: number }>(
    `select next_at, attempts from publishing.delivery where post_id = any($1)`,
    [posts.map((post) => post.id)],
  )
  assert.ok(waiting.every((row) => row.next_at.getTime() > clock.now().epochMilliseconds))
  assert.ok(waiting.filter((row) => row.attempts > 0).length <= 4)
  faults()
  await rows(`update publishing.delivery set next_at = $1 where state = 'due'`, [
    clock.now().toString(),
  ])
  await room.pump()
  assert.equal(texts().filter((text) => text.startsWith('In line')).length, 8)
})

test('a network that cannot be reached is tried again, because nothing was sent', async () => {
  const nowhere = { ...fake.credential('nowhere'), server: 'http://127.0.0.1:9' }
  const lost = { ...fake, credential: () => nowhere }
  const channelId = await room.channel('nowhere', lost)
  const both = await room.person('Everywhere', 'publisher', [channelId])
  const post = await world.submitted({ by: both, text: 'Into the void', channelIds: [channelId] })
  await rows(`update publishing.post set state = 'submitted' where id = $1`, [post.id])
  const { approvePost } = await import('../actions/approve-post.ts')
  await door.run(approvePost, room.communications, {
    postId: post.id,
    versionId: post.version.id,
  })
  await room.pump()
  const after = await read(post.id)
  assert.equal(after.deliveries[0]?.state.id, 'due')
  assert.equal(after.deliveries[0]?.failure?.kind, 'unreachable')
  assert.equal(after.deliveries[0]?.nextAt, clock.now().add({ seconds: 5 }).toString())
  await door.run(withdrawPost, room.communications, { postId: post.id })
})

test('a revoked sign-in holds the post and disconnects the channel; a fault does not', async () => {
  const channelId = await room.channel('revoked')
  const by = await room.person('On the revoked channel', 'publisher', [channelId])
  const both = await room.person('Approves there', 'approver', [channelId])
  const { approvePost } = await import('../actions/approve-post.ts')
  const send = async (text: string) => {
    const post = await world.submitted({ by, text, channelIds: [channelId] })
    await door.run(approvePost, both, { postId: post.id, versionId: post.version.id })
    await room.pump()
    return post.id
  }
  const connection = async () =>
    (
      await rows<{ connection: string }>('select connection from channels.channel where id = $1', [
        channelId,
      ])
    )[0]
  faults('error-before')
  await send('Met a fault')
  assert.deepEqual(await connection(), { connection: 'connected' })
  faults('signed-out')
  const held = await send('Met a revoked token')
  assert.equal(await stateOf(held), 'held')
  assert.deepEqual(await connection(), { connection: 'signed-out' })
  assert.match((await read(held)).deliveries[0]?.held?.says ?? '', /Connect the channel again/)
})

test('of a silence nobody knows what became: it is unconfirmed, and an alarm says so', async () => {
  for (const fault of ['hang-after', 'reset-after', 'error-after', 'garbage-after'] as const) {
    faults(fault)
    const post = await approved({ text: `Silence by ${fault}` })
    await room.pump()
    const after = await read(post.id)
    assert.equal(after.state.id, 'unconfirmed', fault)
    assert.equal(after.deliveries[0]?.attempts[0]?.outcome, 'unconfirmed')
    assert.ok(after.story.some((line) => line.kind === 'alarm'))
    assert.equal(ofPost(`Silence by ${fault}`), 1)
    await room.pump()
    assert.equal(ofPost(`Silence by ${fault}`), 1, 'pumping again sends nothing')
  }
})

test('the intent stands in the database before the network hears of the post', async () => {
  const seen: string[] = []
  const post = await approved({ text: 'Intent first' })
  const before = room.sending.networks.get('mastodon').publishing?.post
  assert.ok(before)
  const mastodon = room.sending.networks.get('mastodon').publishing
  Object.assign(mastodon ?? {}, {
    post: async (...given: Parameters<typeof before>) => {
      const [row] = await rows<{ state: string; attempts: number }>(
        `select d.state, (select count(*)::int from publishing.attempt a
           where a.delivery_id = d.id and a.outcome = 'under-way') as attempts
         from publishing.delivery d where post_id = $1`,
        [post.id],
      )
      seen.push(`${row?.state} ${row?.attempts}`)
      return before(...given)
    },
  })
  faults()
  await room.pump()
  Object.assign(mastodon ?? {}, { post: before })
  assert.deepEqual(seen, ['sending 1'])
  assert.ok(entries(post.id).some((entry) => entry.action === 'delivery.sent'))
})

test('what waited long behind a slow network is put before the gate again, and no alarm is raised', async () => {
  const mastodon = room.sending.networks.get('mastodon').publishing
  assert.ok(mastodon)
  const usual = mastodon.post
  for (let index = 0; index < 7; index += 1)
    await approved({ text: `Behind the slow one ${index}` })
  let calls = 0
  Object.assign(mastodon, {
    post: (...given: Parameters<typeof usual>) => {
      calls += 1
      if (calls === 1) clock.advance({ seconds: 61 })
      return usual(...given)
    },
  })
  await room.pump()
  Object.assign(mastodon, { post: usual })
  assert.equal(texts().filter((text) => text.startsWith('Behind the slow one')).length, 7)
  const judged = await rows<{ count: number }>(
    `select count(*)::int as count from publishing.verdict where action = 'post.send'
     and post_id in (select id from publishing.post where excerpt like 'Behind the slow one%')
     group by post_id order by 1 desc`,
  )
  assert.equal(judged[0]?.count, 2)
  const alarms = await rows(`select id from publishing.alarm where kind = 'stuck'`)
  assert.deepEqual(alarms, [])
})

test('the same delivery always has the same key, so that a network which keeps it makes one', async () => {
  const post = await approved({ text: 'Keyed' })
  await room.pump()
  const [stored] = fake.posts.filter((each) => each.text === 'Keyed')
  assert.equal(stored?.key, (await read(post.id)).deliveries[0]?.id)
})
