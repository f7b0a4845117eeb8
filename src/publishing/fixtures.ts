import type pg from 'pg'
import { aChannel, someLimits, testKeys } from '../channels/fixtures.ts'
import { createNetworks, type Deadlines } from '../networks/index.ts'
import { type FakeMastodon, startFakeMastodon } from '../networks/mastodon/fake.ts'
import { aCouncil, aPerson, inCouncil } from '../people/fixtures.ts'
import type { Action } from '../platform/action.ts'
import { type PersonCaller, system } from '../platform/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Door } from '../platform/door.ts'
import type { FileStore } from '../platform/files.ts'
import { createLog } from '../platform/log.ts'
import { createMetrics } from '../platform/metrics.ts'
import { policyRoutes } from '../policy/index.ts'
import { approvePost } from './actions/approve-post.ts'
import { createPost } from './actions/create-post.ts'
import { submitPost } from './actions/submit-post.ts'
import type { Content, PostView, When } from './contract.ts'
import { sendingMetrics } from './sending/metrics.ts'
import { type Pace, usualPace } from './sending/pace.ts'
import type { SendingParts } from './sending/parts.ts'
import { pump } from './sending/pump.ts'
import { reconcile } from './sending/reconcile.ts'
import { sweepAll } from './sending/sender.ts'

export const attested = {
  purpose: 'To tell people when the library is open.',
  benefit: 'Nobody comes to a closed door.',
  source: 'The library service.',
  accurate: true,
  professional: true,
  responsible: true,
}

export const soon: When = { kind: 'as-soon-as-approved' }

export function words(
  texts: string | readonly string[],
  channelIds: readonly string[],
  more: Partial<Content> = {},
): Content {
  const items = [texts].flat().map((text) => ({ text, media: [] }))
  return {
    items,
    channels: channelIds.map((channelId) => ({ channelId })),
    language: 'en',
    visibility: 'public',
    contentWarning: '',
    ...more,
  }
}

/** No bytes are kept: for tests that send words. */
const noFiles: FileStore = {
  put: async (_councilId, bytes) => ({ sha256: '0'.repeat(64), size: bytes.byteLength }),
  get: async () => null,
  remove: async () => {},
}

export interface NewsroomParts {
  readonly door: Door
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly fake?: FakeMastodon
  readonly files?: FileStore
  readonly pace?: Partial<Pace>
  readonly deadlines?: Partial<Deadlines>
}

/**
 * A council with packs that ask for a second person, people who work on one connected channel of a
 * fake network, and the sending machine, run by hand.
 */
export async function aNewsroom(parts: NewsroomParts) {
  const { door, pool, clock } = parts
  const fake = parts.fake ?? (await startFakeMastodon())
  const councilId = await aCouncil(pool)
  const communications = await aPerson(pool, {
    councilId,
    name: 'Communications',
    roles: ['communications'],
  })
  const administrator = await aPerson(pool, { councilId, roles: ['administrator'] })
  await door.run(policyAction('PUT /policy/packs'), administrator, {
    packs: ['dacorum', 'hr-policy'],
    reason: 'A second person reads every post.',
  })
  const channel = (name: string, on: FakeMastodon = fake) =>
    aChannel(pool, {
      councilId,
      ownerId: communications.personId,
      name,
      credential: on.credential(name),
      limits: someLimits,
      limits_at: clock.now(),
    })
  const channelId = await channel('council')
  const person = (
    name: string,
    level: 'contributor' | 'publisher' | 'approver',
    ids = [channelId],
  ) =>
    aPerson(pool, {
      councilId,
      name,
      levels: Object.fromEntries(ids.map((id) => [id, level])),
    })
  const networks = createNetworks({
    practiceAddress: null,
    allow: [fake.address],
    ...(parts.deadlines && { deadlines: parts.deadlines }),
  })
  const sending: SendingParts = {
    door,
    pool,
    networks,
    keys: testKeys,
    files: parts.files ?? noFiles,
    clock,
    log: createLog('silent'),
    metrics: sendingMetrics(createMetrics().registry),
    pace: { ...usualPace, ...parts.pace },
    councils: async () => [councilId],
  }
  const caller = system(councilId, 'test')
  return {
    councilId,
    channelId,
    fake,
    networks,
    sending,
    communications,
    administrator,
    channel,
    person,
    author: await person('Author', 'publisher'),
    contributor: await person('Contributor', 'contributor'),
    approver: await person('Approver', 'approver'),
    pump: () => pump(sending, caller, () => false),
    reconcile: () => reconcile(sending, caller),
    sweep: () => sweepAll(sending),
    inCouncil: <R>(work: Parameters<typeof inCouncil<R>>[2]) => inCouncil(pool, councilId, work),
  }
}

export type Newsroom = Awaited<ReturnType<typeof aNewsroom>>

/** A route of the policy, as the server would run it. */
function policyAction(route: string): Action {
  const action = policyRoutes[route]
  if (action === undefined) throw new Error(`There is no route ${route}.`)
  // The table forgets what each action takes; the door parses the input all the same.
  return action as unknown as Action
}

export interface Written {
  readonly by: PersonCaller
  readonly text?: string | readonly string[]
  readonly channelIds?: readonly string[]
  readonly when?: When
}

export async function aDraft(door: Door, room: Newsroom, written: Written): Promise<PostView> {
  const { by, text = 'The library is open until eight today.' } = written
  const content = words(text, written.channelIds ?? [room.channelId])
  return door.run(createPost, by, { content })
}

export async function aSubmitted(door: Door, room: Newsroom, written: Written): Promise<PostView> {
  const draft = await aDraft(door, room, written)
  const { post } = await door.run(submitPost, written.by, {
    postId: draft.id,
    versionId: draft.version.id,
    attestation: attested,
    when: written.when ?? soon,
  })
  return post
}

export async function anApproved(
  door: Door,
  room: Newsroom,
  written: Partial<Written> = {},
): Promise<PostView> {
  const post = await aSubmitted(door, room, { by: room.author, ...written })
  const approved = await door.run(approvePost, room.approver, {
    postId: post.id,
    versionId: post.version.id,
  })
  return approved.post
}
