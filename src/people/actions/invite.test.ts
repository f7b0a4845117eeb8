import assert from 'node:assert/strict'
import { test } from 'node:test'
import { write } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import type { Letter } from '../../platform/mail.ts'
import { aCouncil, aPerson, inCouncil } from '../fixtures.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { invitationHash } from '../invitation.ts'
import { peopleJobs } from '../jobs.ts'
import { findInvitation } from '../store-invitations.ts'
import { invite } from './invite.ts'
import { listInvitations } from './list-invitations.ts'
import { sendInvitationAgain } from './send-invitation-again.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

const world = await peopleWorld()
const { door, withRole, clock } = world
const administrator = await withRole('administrator')
const installation = {
  publicAddress: 'http://localhost:7373',
  sealingKeys: [new Uint8Array(32).fill(7)],
} as const
const byHand = invite({ ...installation, mailReady: false })
const byMail = invite({ ...installation, mailReady: true })
const again = sendInvitationAgain({ ...installation, mailReady: false })
let count = 0
const someone = (more: object = {}) => ({
  email: `invited-${count++}@brackenshire.example`,
  name: 'Invited',
  ...more,
})
const row = (id: string) => world.inside((db) => findInvitation(db, id))
const tokenIn = (link: string | null) => new URL(link ?? '').hash.slice(1)

test('without mail, the link goes to the person who invites, and the database keeps its hash', async () => {
  const answer = await door.run(byHand, administrator, someone({ roles: ['moderator'] }))
  assert.equal(answer.delivery, 'by-hand')
  const token = tokenIn(answer.link)
  assert.ok(token.length >= 43)
  const kept = await row(answer.invitation.id)
  assert.equal(kept?.token_hash, invitationHash(token))
  assert.equal(JSON.stringify(kept).includes(token), false)
  assert.equal(
    answer.invitation.expiresAt,
    clock
      .now()
      .add({ hours: 7 * 24 })
      .toString(),
  )
  const entry = world.lastEntry(answer.invitation.id)
  assert.partialDeepStrictEqual(entry, {
    action: 'person.invited',
    details: { roles: ['moderator'], delivery: 'by-hand' },
  })
  // The ledger cannot be erased, so neither the name nor the address is in it.
  assert.doesNotMatch(JSON.stringify(entry), /Invited|brackenshire/)
})

test('with mail, the link travels sealed in the job and only in the letter', async () => {
  const wanted = someone()
  const answer = await door.run(byMail, administrator, wanted)
  assert.deepEqual([answer.delivery, answer.link], ['mail', null])
  const payload = (await world.jobs('people.invitation-mail')).at(-1)?.payload
  const letters: Letter[] = []
  const mailer = {
    ready: true,
    send: async (letter: Letter) => {
      letters.push(letter)
    },
  }
  const [handler] = peopleJobs({ ...installation, door, mailer }).filter(
    ({ name }) => name === 'people.invitation-mail',
  )
  await handler?.run(payload)
  assert.equal(letters[0]?.to, wanted.email)
  const token = /#(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? ''
  assert.equal((await row(answer.invitation.id))?.token_hash, invitationHash(token))
  assert.equal(JSON.stringify(payload).includes(token), false)
  // Sent again in the meantime: the older letter does not go out any more.
  await door.run(again, administrator, { invitationId: answer.invitation.id })
  await handler?.run(payload)
  assert.equal(letters.length, 1)
})

test('the communications team invites authors only; others invite nobody', async () => {
  const team = await withRole('communications')
  const levels = [{ channelId: newId(), level: 'publisher' }]
  await door.run(byHand, team, someone({ levels }))
  await assert.rejects(door.run(byHand, team, someone({ roles: ['administrator'] })), {
    kind: 'not-allowed',
  })
  const made = await door.run(byHand, administrator, someone({ roles: ['administrator'] }))
  await assert.rejects(door.run(again, team, { invitationId: made.invitation.id }), {
    kind: 'not-allowed',
  })
  await assert.rejects(door.run(byHand, await withRole('hr'), someone()), { kind: 'not-allowed' })
})

test('invites nobody twice, nor an auditor with a level', async () => {
  const wanted = someone()
  const first = await door.run(byHand, administrator, wanted)
  const shouted = { ...wanted, email: wanted.email.toUpperCase() }
  await assert.rejects(door.run(byHand, administrator, shouted), /still open/)
  clock.advance({ hours: 8 * 24 })
  await door.run(byHand, administrator, shouted)
  assert.notEqual((await row(first.invitation.id))?.withdrawn_at, null)
  const known = await world.person({ email: 'known@brackenshire.example' })
  assert.ok(known)
  await assert.rejects(
    door.run(byHand, administrator, someone({ email: 'Known@brackenshire.example' })),
    /already/,
  )
  const levels = [{ channelId: newId(), level: 'contributor' }]
  await assert.rejects(
    door.run(byHand, administrator, someone({ roles: ['auditor'], levels })),
    /Internal Audit/,
  )
})

test('where the policy wants council addresses, a private one is refused with its clause', async () => {
  const councilId = await aCouncil(world.pool)
  const by = await aPerson(world.pool, { councilId, roles: ['administrator'] })
  await inCouncil(world.pool, councilId, async (db) => {
    const council_id = councilId
    await write<{ 'policy.pack_binding': Record<string, unknown> }>(db)
      .insertInto('policy.pack_binding')
      .values({
        ...{ id: newId(), council_id, pack: 'dacorum', version: 1 },
        ...{ bound_at: clock.now(), bound_by: newId() },
      })
      .execute()
    await write<{ 'policy.contact_detail': Record<string, unknown> }>(db)
      .insertInto('policy.contact_detail')
      .values({ council_id, kind: 'mail-domain', value: 'brackenshire.example' })
      .execute()
  })
  await assert.rejects(door.run(byHand, by, someone({ email: 'me@private.example' })), {
    kind: 'policy',
    clauses: ['dacorum:2.2.f.part-2', 'dacorum:2.2.f.part-3'],
  })
  await door.run(byHand, by, someone())
})

test('sending again makes a new link and the old one stops; withdrawing ends both', async () => {
  const { invitation, link } = await door.run(byHand, administrator, someone())
  const invitationId = invitation.id
  const renewed = await door.run(again, administrator, { invitationId })
  assert.notEqual(renewed.link, link)
  assert.equal((await row(invitationId))?.token_hash, invitationHash(tokenIn(renewed.link)))
  const closed = await door.run(withdrawInvitation, administrator, { invitationId })
  assert.equal(closed.invitation.state, 'withdrawn')
  await assert.rejects(door.run(again, administrator, { invitationId }), /withdrawn/)
  await assert.rejects(door.run(withdrawInvitation, administrator, { invitationId }), /withdrawn/)
  const { invitations } = await door.run(listInvitations, administrator, {})
  assert.deepEqual(invitations.find(({ id }) => id === invitationId)?.may, [])
})

test('another council sees and changes none of it', async () => {
  const councilId = await aCouncil(world.pool)
  const stranger = await aPerson(world.pool, { councilId, roles: ['administrator'] })
  const { invitation } = await door.run(byHand, administrator, someone())
  assert.deepEqual((await door.run(listInvitations, stranger, {})).invitations, [])
  const invitationId = invitation.id
  for (const action of [withdrawInvitation, again])
    await assert.rejects(door.run(action, stranger, { invitationId }), { kind: 'not-found' })
})
