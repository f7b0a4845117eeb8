import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inCouncil } from '../people/fixtures.ts'
import { insertLockdown, insertSuspension } from '../people/store-suspensions.ts'
import type { Action } from '../platform/action.ts'
import { nobody, system } from '../platform/caller.ts'
import { newId } from '../platform/id.ts'
import { about, aPolicy, told } from '../policy/fixtures.ts'
import { type ChannelFacts, judge, policyRoutes } from '../policy/index.ts'
import { activateChannel } from './actions/activate-channel.ts'
import { askToConnect } from './actions/ask-to-connect.ts'
import { disconnectChannel } from './actions/disconnect-channel.ts'
import { pauseChannel } from './actions/pause-channel.ts'
import { resumeChannel } from './actions/resume-channel.ts'
import { updateChannel } from './actions/update-channel.ts'
import { workingWorld } from './fixtures-jobs.ts'
import { refusalOf } from './fixtures-world.ts'
import { actorFacts, channelFacts, lockdownFacts, personFacts, unregistered } from './gate.ts'

const world = await workingWorld()
const { door, pool, councilId, clock, enter, communications: by, administrator, fake } = world
const inside = <R>(work: Parameters<typeof inCouncil<R>>[2]) => inCouncil(pool, councilId, work)
const reason = 'The service is being reorganised.'

/** What the gate says of a post that is about to leave on a channel. */
function sent(channel: ChannelFacts): string[] {
  const id = { id: 'channel-a' }
  const facts = about({}, { channels: [{ ...channel, ...id }] })
  const { outcome, reasons } = judge('post.send', facts, aPolicy())
  const ours = reasons.filter(({ control }) => control === 'channel-register')
  return [outcome, ...ours.map(told)]
}

test('a post leaves on a registered channel that is active and connected, and on no other', async () => {
  const channelId = await world.channel({ status: 'planned', credential: fake.credential() })
  const now = async () => sent(channelFacts(await world.row(channelId)))
  assert.deepEqual(sent(unregistered(newId())), ['refused', 'unregistered'])
  assert.deepEqual(await now(), ['refused', 'proposed'])
  await door.run(activateChannel, by, { channelId })
  assert.deepEqual(await now(), ['allowed'])
  await door.run(pauseChannel, by, { channelId, reason })
  assert.deepEqual(await now(), ['refused', 'paused'])
  await door.run(resumeChannel, by, { channelId })
  assert.deepEqual(await now(), ['allowed'])
  await door.run(disconnectChannel, by, { channelId, reason })
  assert.deepEqual(await now(), ['refused', 'not-connected'])
})

test('a channel that was signed out or lacks a right counts as not connected', async () => {
  for (const connection of ['signed-out', 'missing-right'] as const) {
    const channelId = await world.channel({ connection, credential: fake.credential() })
    assert.deepEqual(sent(channelFacts(await world.row(channelId))), ['refused', 'not-connected'])
  }
})

test('accounts are signed in to with addresses of the council, and show none of them', async () => {
  const noDomain = await refusalOf(enter('No domain', { recoveryEmail: 'news@home.example' }))
  assert.equal(noDomain.kind, 'policy')
  const contacts = {
    ...{ mailDomains: ['brackenshire.example'], serviceMailboxes: ['news@brackenshire.example'] },
    ...{ emails: [], phones: [], addresses: [] },
  }
  const put = policyRoutes['PUT /policy/contact-details'] as unknown as Action
  await door.run(put, administrator, contacts)
  const refused = await refusalOf(enter('Private', { recoveryEmail: 'somebody@home.example' }))
  assert.match(refused.sentence, /not the council’s/)
  assert.ok(refused.clauses.includes('dacorum:2.2.f.part-3'))
  const mailbox = { recoveryEmail: 'news@brackenshire.example' }
  const { id: channelId, recoveryEmail } = await enter('Mailbox', mailbox)
  assert.equal(recoveryEmail, 'news@brackenshire.example')
  const change = { channelId, name: 'Mailbox', purpose: 'News.', ownerId: by.personId }
  const privately = { ...change, recoveryEmail: 'somebody@home.example' }
  assert.equal((await refusalOf(door.run(updateChannel, by, privately))).kind, 'policy')
  const shown = { ...change, purpose: 'Write to officer@brackenshire.example.' }
  assert.equal((await refusalOf(door.run(updateChannel, by, shown))).kind, 'policy')
  assert.equal((await world.read(channelId)).purpose, 'News for everybody who lives here.')
})

test('an account whose address is none of the council’s is not connected', async () => {
  const channelId = await world.channel({ recovery_email: 'somebody@home.example' })
  const asked = { channelId, requestFields: ['answers', 'server'] }
  const refusal = await refusalOf(door.run(askToConnect, by, asked))
  assert.deepEqual([refusal.kind, refusal.status], ['policy', 422])
  assert.ok(typeof refusal.more.verdict === 'object')
})

test('no screen of the register takes a password either', async () => {
  const words = { password: 'secret' }
  assert.deepEqual((await refusalOf(enter('With a password', words))).kind, 'invalid')
  const { id: channelId } = await enter('Without a password')
  const change = { channelId, name: 'x', purpose: 'News.', ownerId: by.personId, pwd: 'secret' }
  assert.equal((await refusalOf(door.run(updateChannel, by, change))).kind, 'invalid')
})

test('the facts about people are those that stand now', async () => {
  const channelId = await world.channel()
  const { personId } = await world.person({ levels: { [channelId]: 'publisher' } })
  const facts = () => inside((db) => personFacts(db, personId))
  assert.deepEqual(await facts(), {
    ...{ id: personId, roles: ['author'], levels: { [channelId]: 'publisher' } },
    ...{ everyChannel: false, suspendedFrom: [] },
  })
  const suspend = (where: string | null) =>
    inside((db) =>
      insertSuspension(db, {
        ...{ id: newId(), councilId, personId, channelId: where, reason, from: clock.now() },
        ...{ until: null, by: by.personId },
      }),
    )
  await suspend(channelId)
  assert.deepEqual((await facts()).suspendedFrom, [channelId])
  await suspend(null)
  assert.equal((await facts()).suspendedFrom, 'all')
  const team = await inside((db) => actorFacts(db, by))
  assert.ok(team.kind === 'person' && team.everyChannel)
  assert.deepEqual(await inside((db) => actorFacts(db, nobody)), { kind: 'nobody' })
  const job = await inside((db) => actorFacts(db, system(councilId, 'a.job')))
  assert.deepEqual(job, { kind: 'system', name: 'a.job' })
})

test('in a lockdown only the crisis team enters, changes and connects channels', async () => {
  const channelId = await world.channel()
  const crisis = await world.person({ roles: ['communications', 'crisis-team'] })
  const people = await inside((db) =>
    Promise.all([personFacts(db, by.personId), personFacts(db, crisis.personId)]),
  )
  assert.equal(await inside((db) => lockdownFacts(db, people)), null)
  const from = clock.now()
  const made = { id: newId(), councilId, reason, from, until: null, by: by.personId }
  await inside((db) => insertLockdown(db, made))
  assert.deepEqual(await inside((db) => lockdownFacts(db, people)), {
    ...{ since: from, crisisTeam: [crisis.personId] },
  })
  const refused = await refusalOf(enter('In a lockdown'))
  assert.deepEqual([refused.kind, refused.clauses], ['not-allowed', ['dacorum:3.2.1.crisis-1']])
  const asked = { channelId, requestFields: [] }
  assert.equal((await refusalOf(door.run(askToConnect, by, asked))).kind, 'not-allowed')
  assert.deepEqual(await door.run(askToConnect, crisis, asked), { network: 'mastodon' })
})
