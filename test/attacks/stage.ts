import pg from 'pg'
import { z } from 'zod'
import { aCouncil, aPerson } from '../../src/people/fixtures.ts'
import { openPool } from '../../src/platform/database.ts'
import { newId } from '../../src/platform/id.ts'
import type { RunningApp, Visitor } from '../support/app.ts'
import type { Known } from './sample.ts'

/** Words that stand in the council's posts and nowhere else: they must not come out to strangers. */
export const secretWords = 'The quokka enclosure reopens on Saturday.'

export interface Stage {
  readonly councilId: string
  /** Real ids of the attacked council's things, by the names that routes give them. */
  readonly known: Known
  readonly attackers: {
    /** Holds every right, in another council. */
    readonly stranger: Visitor
    /** Of this council, with no level on any channel. */
    readonly withoutLevel: Visitor
    /** Was signed in when they were suspended. */
    readonly suspended: Visitor
    readonly nobody: Visitor
  }
}

const one = z.object({ id: z.uuid() })
const post = one.extend({
  version: one,
  state: z.object({ id: z.string() }),
  deliveries: z.array(one),
})

/** Fills the demo council with one thing of every kind, and signs the attackers in. */
export async function setStage(app: RunningApp): Promise<Stage> {
  const administrator = await app.signIn('administrator')
  const me = z
    .object({ person: one, council: one })
    .parse((await administrator('GET', '/api/me')).body)
  const councilId = me.council.id
  const { channels } = z
    .object({ channels: z.array(one) })
    .parse((await administrator('GET', '/api/channels')).body)
  const channelId = channels[0]?.id ?? ''
  const published = await aScheduledPost(app, channelId)
  const [deliveryId] = published.deliveries.map(({ id }) => id)
  const suspended = await app.signIn('newcomer')
  const people = await insidePeople(administrator)
  const entries = z
    .object({ entries: z.array(one) })
    .parse((await administrator('GET', '/api/ledger/entries')).body)
  const sessions = z
    .object({ sessions: z.array(one) })
    .parse((await administrator('GET', '/api/me/sessions')).body)
  const known: Known = {
    channelId,
    ownerId: me.person.id,
    personId: people.authorId,
    ...{ suspensionId: people.suspensionId, invitationId: people.invitationId },
    ...{ sessionId: sessions.sessions[0]?.id, entryId: entries.entries[0]?.id },
    ...{ postId: published.id, versionId: published.version.id, basedOn: published.version.id },
    ...{ deliveryId, alarmId: await anAlarm(app, councilId, published.id, deliveryId ?? '') },
    fileId: await aFile(app),
    channels: [{ channelId }],
    items: [{ text: 'Written by a stranger.' }],
    key: 'post.approval',
    pack: 'dacorum',
    ref: '3.2.1.tier-2',
  }
  const attackers = {
    stranger: await strangerAt(app),
    withoutLevel: await app.signIn('moderator'),
    suspended,
    nobody: app.visitor(),
  }
  return { councilId, known, attackers }
}

/** Written by one, approved by another, due in a year: it has a version, a verdict, a delivery. */
async function aScheduledPost(app: RunningApp, channelId: string) {
  const author = await app.signIn('author')
  const content = { items: [{ text: secretWords }], channels: [{ channelId }] }
  const draft = await ask(author, 'POST', '/api/posts', { content }, post)
  const when = { kind: 'at', local: '2027-11-24T09:00', zone: 'Europe/London' }
  const attestation = {
    ...{ purpose: 'To tell residents', benefit: 'They can plan', source: 'The parks team' },
    ...{ accurate: true, professional: true, responsible: true },
  }
  const exact = { versionId: draft.version.id }
  await ask(
    author,
    'POST',
    `/api/posts/${draft.id}/submit`,
    { ...exact, when, attestation },
    z.unknown(),
  )
  const approver = await app.signIn('approver')
  const answer = z.object({ post })
  const path = `/api/posts/${draft.id}/approve`
  return (await ask(approver, 'POST', path, exact, answer)).post
}

async function insidePeople(administrator: Visitor) {
  const line = one.extend({ email: z.string(), suspensions: z.array(one).optional() })
  const listed = await ask(
    administrator,
    'GET',
    '/api/people',
    undefined,
    z.object({ people: z.array(line) }),
  )
  const idOf = (name: string) =>
    listed.people.find(({ email }) => email.startsWith(`${name}@`))?.id ?? ''
  const invited = await ask(
    administrator,
    'POST',
    '/api/invitations',
    { email: 'invited@brackenshire.example', name: 'Invited' },
    z.object({ invitation: one }),
  )
  const suspendedNow = await ask(
    administrator,
    'POST',
    `/api/people/${idOf('newcomer')}/suspensions`,
    { channelIds: null, reason: 'For this test.' },
    line,
  )
  return {
    authorId: idOf('author'),
    invitationId: invited.invitation.id,
    suspensionId: suspendedNow.suspensions?.[0]?.id ?? '',
  }
}

async function aFile(app: RunningApp): Promise<string> {
  const author = await app.signIn('author')
  const form = new FormData()
  form.append('file', new Blob([onePixel], { type: 'image/png' }), 'pixel.png')
  return one.parse((await author('POST', '/api/media', form)).body).id
}

const onePixel = Uint8Array.fromBase64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
)

/** Alarms are raised by the sender alone, so this one is put in by hand. */
async function anAlarm(app: RunningApp, councilId: string, postId: string, deliveryId: string) {
  const id = newId()
  const client = new pg.Client({ connectionString: app.database.superuserUrl })
  await client.connect()
  await client.query(
    `insert into publishing.alarm (id, council_id, post_id, delivery_id, kind, raised_at)
     values ($1, $2, $3, $4, 'overdue', now())`,
    [id, councilId, postId, deliveryId],
  )
  await client.end()
  return id
}

/** An administrator and communications officer of another council, with the demo's password. */
async function strangerAt(app: RunningApp): Promise<Visitor> {
  const pool = openPool(app.database.url)
  const councilId = await aCouncil(pool, { secondFactorFor: 'nobody' })
  const email = 'stranger@elsewhere.example'
  const roles = ['administrator', 'communications', 'moderator'] as const
  const { personId } = await aPerson(pool, { councilId, email, roles })
  await pool.end()
  const client = new pg.Client({ connectionString: app.database.superuserUrl })
  await client.connect()
  await client.query(
    `insert into people.account
     select (jsonb_populate_record(a, jsonb_build_object(
       'id', $1::text, 'council_id', $2::text, 'person_id', $3::text, 'account_id', $3::text))).*
     from people.account a limit 1`,
    [newId(), councilId, personId],
  )
  await client.end()
  const visitor = app.visitor()
  const body = { email, password: app.password }
  const { status } = await visitor('POST', '/api/auth/sign-in/email', body)
  if (status !== 200) throw new Error(`The stranger could not sign in: ${status}`)
  return visitor
}

async function ask<Reply extends z.ZodType>(
  visitor: Visitor,
  method: string,
  path: string,
  body: unknown,
  reply: Reply,
): Promise<z.output<Reply>> {
  const answer = await visitor(method, path, body)
  if (answer.status !== 200)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return reply.parse(answer.body)
}
