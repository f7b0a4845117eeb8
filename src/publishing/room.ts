import {
  type Channel,
  channelFacts,
  channelsById,
  lockdownFacts,
  personFacts,
  unregistered,
} from '../channels/index.ts'
import { isNewUser } from '../people/index.ts'
import type { Reader } from '../platform/database.ts'
import {
  type Actor,
  type FactsOf,
  judge,
  type PersonFacts,
  type PostFacts,
  policyOf,
  type Verdict,
  type Writer,
} from '../policy/index.ts'
import type { Content } from './content.ts'
import type { PostRow, VersionRow } from './store/tables.ts'
import { type Grounds, readGrounds } from './store/versions.ts'
import { channelIdsOf, itemsFor } from './variants.ts'

export interface Subject {
  readonly post: PostRow
  readonly version: Pick<VersionRow, 'id' | 'content'>
}

export type PostAction = Extract<keyof FactsOf, `post.${string}`>

/**
 * Everything that the gate needs to know about a batch of posts, gathered in a handful of
 * statements. Judging then asks the database nothing more.
 */
export interface Room {
  readonly channels: ReadonlyMap<string, Channel>
  person(id: string): PersonFacts
  /** `supposed`: an attestation that nobody has made yet, to see what it would change. */
  judge(
    action: PostAction,
    actor: Actor,
    subject: Subject,
    only?: readonly string[],
    supposed?: PostFacts['attestation'],
  ): Verdict
}

interface Known {
  readonly facts: PersonFacts
  readonly newUser: boolean
}

export async function gather(
  db: Reader,
  now: Temporal.Instant,
  subjects: readonly Subject[],
  alsoPeople: readonly PersonFacts[] = [],
): Promise<Room> {
  const people = await peopleOf(db, subjects, alsoPeople)
  const grounds = await groundsOf(db, subjects)
  const channelIds = subjects.flatMap(({ version }) => channelIdsOf(version.content))
  const channels = await channelsById(db, [...new Set(channelIds)])
  const policy = await policyOf(db)
  const known = (id: string) => {
    const person = people.get(id)
    if (person === undefined) throw new Error('A person behind a post was not gathered.')
    return person
  }
  const everyone = people
    .values()
    .map((person) => person.facts)
    .toArray()
  const lockdown = await lockdownFacts(db, everyone)
  return {
    channels,
    person: (id) => known(id).facts,
    judge(action, actor, subject, only, supposed) {
      const ids = only ?? channelIdsOf(subject.version.content)
      const own = postFacts(subject, ids, known, grounds)
      const post = supposed === undefined ? own : { ...own, attestation: supposed }
      const facing = ids.map((id) => {
        const channel = channels.get(id)
        return channel === undefined ? unregistered(id) : channelFacts(channel)
      })
      return judge(action, { now, actor, lockdown, channels: facing, post }, policy)
    },
  }
}

async function peopleOf(
  db: Reader,
  subjects: readonly Subject[],
  also: readonly PersonFacts[],
): Promise<Map<string, Known>> {
  const given = new Map(also.map((person) => [person.id, person]))
  const ids = new Set(given.keys())
  for (const { post } of subjects) {
    for (const id of post.author_ids) ids.add(id)
    ids.add(post.created_by)
    if (post.released_by !== null) ids.add(post.released_by)
  }
  const people = new Map<string, Known>()
  for (const id of ids) {
    const facts = given.get(id) ?? (await personFacts(db, id))
    people.set(id, { facts, newUser: await isNewUser(db, id) })
  }
  return people
}

async function groundsOf(db: Reader, subjects: readonly Subject[]): Promise<Grounds> {
  return readGrounds(
    db,
    subjects.map(({ post }) => post.id),
  )
}

function postFacts(
  { post, version }: Subject,
  channelIds: readonly string[],
  known: (id: string) => Known,
  grounds: Grounds,
): PostFacts {
  const writer = (id: string): Writer => {
    const { facts, newUser } = known(id)
    return { id, newUser, suspendedFrom: facts.suspendedFrom }
  }
  const own = <Row extends { post_id: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.post_id === post.id)
  const attested = own(grounds.attestations).at(-1)
  const approved = own(grounds.decisions).findLast((decision) => decision.kind === 'approved')
  return {
    id: post.id,
    versionId: version.id,
    author: writer(post.created_by),
    editors: post.author_ids.filter((id) => id !== post.created_by).map(writer),
    variants: channelIds.map((channelId) => ({
      channelId,
      items: itemFacts(version.content, channelId),
    })),
    attestation: attested
      ? { ...attested.stated, versionId: attested.version_id, byPersonId: attested.by_id }
      : null,
    approval: approved
      ? {
          versionId: approved.version_id,
          byPersonId: approved.by_id,
          level: approved.level,
          at: approved.at,
        }
      : null,
    schedule: scheduleOf(post),
    release:
      post.released_by !== null && post.released_at !== null
        ? { person: known(post.released_by).facts, at: post.released_at }
        : null,
    clearances: own(grounds.clearances).map((clearance) => ({
      control: 'personal-data-check',
      versionId: clearance.version_id,
      byPersonId: clearance.by_id,
      byRoles: clearance.by_roles,
    })),
  }
}

/** The content warning is read by the public like any other text, so the gate reads it too. */
function itemFacts(content: Content, channelId: string) {
  const items = itemsFor(content, channelId).map((item) => ({
    text: item.text,
    altTexts: item.media.map((media) => media.alt),
    quoted: null,
  }))
  if (content.contentWarning === '') return items
  return [...items, { text: content.contentWarning, altTexts: [], quoted: null }]
}

function scheduleOf(post: PostRow): PostFacts['schedule'] {
  const { schedule, local_time, zone, due_at } = post
  if (schedule !== 'at' || local_time === null || zone === null || due_at === null) return null
  return { local: local_time, zone, instant: due_at }
}
