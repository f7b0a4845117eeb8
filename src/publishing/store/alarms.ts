import { sql } from 'kysely'
import { type Reader, read, type Writer, write } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { among } from './posts.ts'
import type { AlarmRow, PublishingTables } from './tables.ts'

/** Raises an alarm for each delivery that has none of that kind open; gives those that are new. */
export async function raiseAlarms(
  db: Writer,
  kind: AlarmRow['kind'],
  about: readonly { id: string; post_id: string }[],
  now: Temporal.Instant,
): Promise<{ delivery_id: string; post_id: string }[]> {
  if (about.length === 0) return []
  return write<PublishingTables>(db)
    .insertInto('publishing.alarm')
    .values(
      about.map((delivery) => ({
        id: newId(),
        post_id: delivery.post_id,
        delivery_id: delivery.id,
        kind,
        raised_at: now,
        cleared_at: null,
        cleared_by: null,
        cleared_why: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['delivery_id', 'kind']).where('cleared_at', 'is', null).doNothing(),
    )
    .returning(['delivery_id', 'post_id'])
    .execute()
}

/** What an alarm was about is over. */
export async function clearAlarms(
  db: Writer,
  deliveryIds: readonly string[],
  now: Temporal.Instant,
  kinds: readonly AlarmRow['kind'][] = ['overdue', 'stuck', 'unconfirmed', 'refused', 'held'],
): Promise<void> {
  if (deliveryIds.length === 0) return
  await write<PublishingTables>(db)
    .updateTable('publishing.alarm')
    .set({ cleared_at: now })
    .where('delivery_id', '=', among(deliveryIds))
    .where('kind', 'in', [...kinds])
    .where('cleared_at', 'is', null)
    .execute()
}

export async function readOpenAlarms(
  db: Reader,
  seen: 'all' | readonly string[],
  most: number,
): Promise<(AlarmRow & { channel_id: string; position: number; excerpt: string })[]> {
  let rows = read<PublishingTables>(db)
    .selectFrom('publishing.alarm as alarm')
    .innerJoin('publishing.delivery as delivery', 'delivery.id', 'alarm.delivery_id')
    .innerJoin('publishing.post as post', 'post.id', 'alarm.post_id')
    .selectAll('alarm')
    .select(['delivery.channel_id', 'delivery.position', 'post.excerpt'])
    .where('alarm.cleared_at', 'is', null)
  if (seen !== 'all')
    rows = rows.where(sql<boolean>`delivery.channel_id = any(${[...seen]}::uuid[])`)
  return rows.orderBy('alarm.raised_at', 'desc').limit(most).execute()
}

export async function readAlarmsOf(db: Reader, postId: string): Promise<AlarmRow[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.alarm')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('id')
    .execute()
}

export async function readAlarm(
  db: Reader,
  alarmId: string,
): Promise<(AlarmRow & { channel_id: string }) | undefined> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.alarm as alarm')
    .innerJoin('publishing.delivery as delivery', 'delivery.id', 'alarm.delivery_id')
    .selectAll('alarm')
    .select('delivery.channel_id')
    .where('alarm.id', '=', alarmId)
    .executeTakeFirst()
}

export async function closeAlarm(
  db: Writer,
  alarmId: string,
  closed: { by: string; why: string; at: Temporal.Instant },
): Promise<boolean> {
  const rows = await write<PublishingTables>(db)
    .updateTable('publishing.alarm')
    .set({ cleared_at: closed.at, cleared_by: closed.by, cleared_why: closed.why })
    .where('id', '=', alarmId)
    .where('cleared_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length === 1
}
