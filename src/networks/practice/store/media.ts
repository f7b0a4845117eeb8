import type { Query } from '../database.ts'

export interface MediaRow {
  readonly id: string
  readonly sha256: string
  readonly type: string
  readonly width: number
  readonly height: number
  readonly description: string
  readonly focusX: number
  readonly focusY: number
}

/** A file as JSON, for statements that carry it along. `m` is the file. */
export const mediaJson = `json_build_object(
  'id', m.id::text, 'sha256', m.sha256, 'type', m.type, 'width', m.width, 'height', m.height,
  'description', m.description, 'focusX', m.focus_x, 'focusY', m.focus_y)`

export async function insertMedia(
  all: Query,
  media: Omit<MediaRow, 'id'> & { accountId: string; at: Temporal.Instant },
): Promise<MediaRow | null> {
  const rows = await all<{ media: MediaRow }>(
    `insert into practice.media as m (id, account_id, sha256, type, width, height, description,
       focus_x, focus_y, created_at)
     values (practice.next_id($9), $1, $2, $3, $4, $5, $6, $7, $8, $9)
     returning ${mediaJson} as media`,
    [
      media.accountId,
      media.sha256,
      media.type,
      media.width,
      media.height,
      media.description,
      media.focusX,
      media.focusY,
      media.at,
    ],
  )
  return rows[0]?.media ?? null
}

export async function mediaOf(
  all: Query,
  accountId: string,
  id: string,
): Promise<(MediaRow & { statusId: string | null }) | null> {
  const rows = await all<{ media: MediaRow; statusId: string | null }>(
    `select ${mediaJson} as media, m.status_id::text as "statusId" from practice.media m
     where m.account_id = $1 and m.id = $2`,
    [accountId, id],
  )
  const [row] = rows
  return row === undefined ? null : { ...row.media, statusId: row.statusId }
}

export async function mediaFile(all: Query, id: string): Promise<MediaRow | null> {
  const sql = `select ${mediaJson} as media from practice.media m where m.id = $1`
  return (await all<{ media: MediaRow }>(sql, [id]))[0]?.media ?? null
}

export async function describeMedia(
  all: Query,
  id: string,
  change: { description: string | null; focusX: number | null; focusY: number | null },
): Promise<void> {
  await all(
    `update practice.media set description = coalesce($2, description),
       focus_x = coalesce($3, focus_x), focus_y = coalesce($4, focus_y) where id = $1`,
    [id, change.description, change.focusX, change.focusY],
  )
}

/**
 * Puts files on a status, in this order, and takes all others off. Gives those that could not be:
 * unknown, somebody else's, or on another status.
 */
export async function attachMedia(
  all: Query,
  accountId: string,
  statusId: string,
  ids: readonly string[],
): Promise<string[]> {
  await all(
    'update practice.media set status_id = null where status_id = $1 and id <> all($2::bigint[])',
    [statusId, ids],
  )
  const rows = await all<{ id: string }>(
    `update practice.media set status_id = $2, position = array_position($3::bigint[], id)
     where account_id = $1 and id = any($3::bigint[]) and (status_id is null or status_id = $2)
     returning id::text`,
    [accountId, statusId, ids],
  )
  const attached = new Set(rows.map((row) => row.id))
  return ids.filter((id) => !attached.has(id))
}
