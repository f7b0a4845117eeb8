import { sql } from 'kysely'
import { type Reader, read, type Writer, write } from '../../platform/database.ts'
import type { DeliveryState } from '../contract.ts'
import type { HeldWhy } from '../delivery.ts'
import { among } from './posts.ts'
import type { AttemptRow, DeliveryRow, FailureFacts, PublishingTables } from './tables.ts'

/** The statements of the sending machine: each works on a whole batch. */

/**
 * Deliveries whose time has come and whose turn it is: an item of a thread waits until all before
 * it have arrived. Rows that another worker has its hands on are passed over.
 */
export async function takeDue(
  db: Writer,
  wanted: { now: Temporal.Instant; most: number; busy: readonly string[] },
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select d.* from publishing.delivery d
    where d.state = 'due' and d.next_at <= ${wanted.now}::timestamptz
      and not d.channel_id = any(${[...wanted.busy]}::uuid[])
      and (d.position = 0 or d.kind = 'delete' or not exists (
        select from publishing.delivery before
        where before.version_id = d.version_id and before.channel_id = d.channel_id
          and before.position < d.position and before.kind <> 'delete'
          and before.state <> 'sent'))
    order by d.next_at, d.id
    limit ${wanted.most}
    for update of d skip locked`.execute(write(db))
  return rows
}

export async function markClaimed(
  db: Writer,
  ids: readonly string[],
  claim: { id: string; leaseUntil: Temporal.Instant },
): Promise<void> {
  await write<PublishingTables>(db)
    .updateTable('publishing.delivery')
    .set({ state: 'claimed', claim_id: claim.id, lease_until: claim.leaseUntil })
    .where('id', '=', among(ids))
    .execute()
}

export interface Intent {
  readonly deliveryId: string
  readonly attemptId: string
  readonly requestHash: string
  readonly mediaIds: readonly string[]
}

export interface Begun {
  readonly id: string
  readonly post_id: string
}

/**
 * The point of no return, committed before the network is called. Only a claim that still holds
 * gets past it: one that was withdrawn, held or lost in the meantime does not.
 */
export async function markSending(
  db: Writer,
  intents: readonly Intent[],
  at: { claimId: string; now: Temporal.Instant; answerBy: Temporal.Instant },
): Promise<Begun[]> {
  const { rows } = await sql<Begun>`
    with intent as (
      select * from jsonb_to_recordset(${JSON.stringify(intents)}::jsonb)
        as i("deliveryId" uuid, "attemptId" uuid, "requestHash" text, "mediaIds" jsonb)
    ), begun as (
      update publishing.delivery d
      set state = 'sending', attempt_id = i."attemptId", attempts = d.attempts + 1,
        answer_by = ${at.answerBy}::timestamptz, next_at = null, claim_id = null,
        lease_until = null, failure = null
      from intent i
      where d.id = i."deliveryId" and d.state = 'claimed' and d.claim_id = ${at.claimId}::uuid
        and d.lease_until > ${at.now}::timestamptz
      returning d.id, d.post_id, d.attempts, i."attemptId", i."requestHash",
        i."mediaIds"
    ), attempt as (
      insert into publishing.attempt
        (id, delivery_id, number, request_hash, media_ids, started_at, outcome)
      select "attemptId", id, attempts, "requestHash",
        array(select jsonb_array_elements_text("mediaIds")), ${at.now}::timestamptz, 'under-way'
      from begun
    )
    select id, post_id from begun`.execute(write(db))
  return rows
}

/** What became of one delivery. `attemptId` is null while nothing was handed over. */
export interface Change {
  readonly deliveryId: string
  readonly claimId: string | null
  readonly attemptId: string | null
  readonly to: Exclude<DeliveryState, 'claimed' | 'sending' | 'withdrawn'>
  readonly nextAt: string | null
  readonly sentAt: string | null
  readonly remoteId: string | null
  readonly address: string | null
  readonly failure: FailureFacts | null
  readonly heldWhy: HeldWhy | null
  readonly heldSays: string | null
  readonly heldClauses: readonly string[]
  /** The network was read back and does not have it. */
  readonly repeat: boolean
  readonly outcome: AttemptRow['outcome']
}

export interface Changed {
  readonly id: string
  readonly post_id: string
  readonly version_id: string
  readonly channel_id: string
  readonly position: number
  readonly kind: DeliveryRow['kind']
  readonly attempts: number
}

/**
 * Writes down what became of a batch. A change counts only from the state that it speaks about: a
 * claim that still holds, or an attempt that nobody has settled yet. A late answer to an attempt
 * that was given up as unconfirmed is still the best answer there is.
 */
export async function applyChanges(
  db: Writer,
  changes: readonly Change[],
  now: Temporal.Instant,
): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    with change as (
      select * from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(
        "deliveryId" uuid, "claimId" uuid, "attemptId" uuid, "to" text, "nextAt" timestamptz,
        "sentAt" timestamptz, "remoteId" text, address text, failure jsonb, "heldWhy" text,
        "heldSays" text, "heldClauses" jsonb, repeat boolean, outcome text)
    ), applied as (
      update publishing.delivery d
      set state = c."to", next_at = c."nextAt", sent_at = c."sentAt",
        remote_id = coalesce(c."remoteId", d.remote_id), address = coalesce(c.address, d.address),
        failure = nullif(c.failure, 'null'::jsonb), held_why = c."heldWhy", held_says = c."heldSays",
        held_clauses = array(select jsonb_array_elements_text(c."heldClauses")),
        tries = d.tries + case when c."to" = 'due' and not c.repeat then 1 else 0 end,
        repeats = d.repeats + case when c.repeat then 1 else 0 end,
        claim_id = null, lease_until = null, answer_by = null
      from change c
      where d.id = c."deliveryId" and (
        (c."attemptId" is null and d.state = 'claimed' and d.claim_id = c."claimId")
        or (d.state in ('sending', 'unconfirmed') and d.attempt_id = c."attemptId"))
      returning d.id, d.post_id, d.version_id, d.channel_id, d.position, d.kind, d.attempts,
        c."attemptId", c.outcome, c.failure
    ), attempt as (
      update publishing.attempt a
      set outcome = p.outcome, ended_at = ${now}::timestamptz,
        failure = nullif(p.failure, 'null'::jsonb)
      from applied p where a.id = p."attemptId"
    )
    select id, post_id, version_id, channel_id, position, kind, attempts from applied`.execute(
    write(db),
  )
  return rows
}

export async function postIdsOf(db: Reader, deliveryIds: readonly string[]): Promise<string[]> {
  const rows = await read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .select('post_id')
    .distinct()
    .where('id', '=', among(deliveryIds))
    .execute()
  return rows.map((row) => row.post_id)
}

/** The rest of the threads that these items belong to. */
export async function followersOf(
  db: Writer,
  of: readonly Pick<Changed, 'version_id' | 'channel_id' | 'position'>[],
): Promise<(DeliveryRow & { after: number })[]> {
  const { rows } = await sql<DeliveryRow & { after: number }>`
    select f.*, c.position as after from jsonb_to_recordset(${JSON.stringify(of)}::jsonb)
      as c(version_id uuid, channel_id uuid, position int)
    join publishing.delivery f on f.version_id = c.version_id and f.channel_id = c.channel_id
      and f.position > c.position and f.kind <> 'delete'`.execute(write(db))
  return rows
}

/** The ids that items of these posts have on their networks, by channel and position. */
export async function remoteIdsOf(
  db: Reader,
  postIds: readonly string[],
): Promise<{ post_id: string; channel_id: string; position: number; remote_id: string | null }[]> {
  if (postIds.length === 0) return []
  return read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .select(['post_id', 'channel_id', 'position', 'remote_id'])
    .where('post_id', '=', among(postIds))
    .where('kind', '=', 'post')
    .where('state', '=', 'sent')
    .where('remote_id', 'is not', null)
    .orderBy('sent_at')
    .execute()
}

/** Which of these posts on a network are already known as a delivery of ours. */
export async function knownRemoteIds(
  db: Reader,
  channelId: string,
  remoteIds: readonly string[],
): Promise<Set<string>> {
  const rows = await read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .select('remote_id')
    .where('channel_id', '=', channelId)
    .where('kind', '=', 'post')
    .where('remote_id', '=', sql<string>`any(${[...remoteIds]}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.remote_id ?? ''))
}

export interface Unsettled extends DeliveryRow {
  readonly started_at: Temporal.Instant
  readonly media_ids: string[]
}

/** Unconfirmed deliveries that are to be looked for now, with when their attempt began. */
export async function readUnsettled(
  db: Reader,
  now: Temporal.Instant,
  most: number,
): Promise<Unsettled[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.delivery as delivery')
    .innerJoin('publishing.attempt as attempt', 'attempt.id', 'delivery.attempt_id')
    .selectAll('delivery')
    .select(['attempt.started_at', 'attempt.media_ids'])
    .where('delivery.state', '=', 'unconfirmed')
    .where('delivery.next_at', '<=', now)
    .orderBy('delivery.next_at')
    .limit(most)
    .execute()
}

/**
 * A channel that asked for a pause, or cannot be reached, gets it from everything that waits for
 * it. What others have their hands on is passed over: it meets the same answer by itself.
 */
export async function postponeOn(
  db: Writer,
  channelId: string,
  until: Temporal.Instant,
): Promise<void> {
  await sql`
    update publishing.delivery set next_at = ${until}::timestamptz
    where id in (
      select id from publishing.delivery
      where channel_id = ${channelId}::uuid and state = 'due'
        and next_at < ${until}::timestamptz
      for update skip locked)`.execute(write(db))
}

/** Looks again later, or never: from then on a person decides. */
export async function lookAgain(
  db: Writer,
  deliveryIds: readonly string[],
  at: Temporal.Instant | null,
): Promise<{ id: string; post_id: string }[]> {
  if (deliveryIds.length === 0) return []
  return write<PublishingTables>(db)
    .updateTable('publishing.delivery')
    .set({ next_at: at })
    .where('id', '=', among(deliveryIds))
    .where('state', '=', 'unconfirmed')
    .returning(['id', 'post_id'])
    .execute()
}

/** Looks again for everything that is unconfirmed on a channel, what a person was asked included. */
export async function lookAgainOn(
  db: Writer,
  channelId: string,
  at: Temporal.Instant,
): Promise<void> {
  await write<PublishingTables>(db)
    .updateTable('publishing.delivery')
    .set({ next_at: at })
    .where('channel_id', '=', channelId)
    .where('state', '=', 'unconfirmed')
    .execute()
}

/** Handed over, and nobody is left to hear the answer. */
export async function readUnheard(db: Reader, now: Temporal.Instant): Promise<DeliveryRow[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('state', '=', 'sending')
    .where('answer_by', '<', now)
    .limit(1000)
    .execute()
}

/** Claims whose worker did not come back: nothing was handed over, so they are due again. */
export async function releaseAbandoned(
  db: Writer,
  now: Temporal.Instant,
): Promise<{ id: string; post_id: string }[]> {
  return write<PublishingTables>(db)
    .updateTable('publishing.delivery')
    .set({ state: 'due', next_at: now, claim_id: null, lease_until: null })
    .where('state', '=', 'claimed')
    .where('lease_until', '<', now)
    .returning(['id', 'post_id'])
    .execute()
}

/**
 * Late and nobody was told. Held until the end of the transaction, so that none of them is sent
 * before its alarm is there to be cleared.
 */
export async function takeOverdue(
  db: Writer,
  since: Temporal.Instant,
): Promise<{ id: string; post_id: string }[]> {
  return write<PublishingTables>(db)
    .selectFrom('publishing.delivery as delivery')
    .select(['delivery.id', 'delivery.post_id'])
    .where('delivery.state', '=', 'due')
    .where('delivery.due_at', '<', since)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('publishing.alarm as alarm')
            .select('alarm.id')
            .whereRef('alarm.delivery_id', '=', 'delivery.id')
            .where('alarm.kind', '=', 'overdue')
            .where('alarm.cleared_at', 'is', null),
        ),
      ),
    )
    .limit(1000)
    .forUpdate('delivery')
    .skipLocked()
    .execute()
}

/** Whether anything in this state waits for the machine now. */
export async function anyWaiting(
  db: Reader,
  state: 'due' | 'unconfirmed',
  now: Temporal.Instant,
): Promise<boolean> {
  const row = await read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .select('id')
    .where('state', '=', state)
    .where('next_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
