import type { Query } from '../database.ts'
import { type StatusRow, selectStatuses } from './statuses.ts'

/** What a status answers, the first one first. */
export function ancestorsOf(all: Query, viewer: string | null, id: string): Promise<StatusRow[]> {
  const rest = `s.id in (
    with recursive above (id, parent, depth) as (
      select id, in_reply_to_id, 0 from practice.status where id = $2
      union all
      select p.id, p.in_reply_to_id, depth + 1
      from practice.status p join above on p.id = above.parent where depth < 100
    ) select id from above where id <> $2) order by s.id`
  return selectStatuses(all, viewer, rest, [id])
}

/** What answers a status, in the order of the conversation: each answer before the next branch. */
export async function descendantsOf(
  all: Query,
  viewer: string | null,
  id: string,
): Promise<StatusRow[]> {
  const rest = `s.id in (
    with recursive below (id, depth) as (
      select id, 0 from practice.status where id = $2
      union all
      select c.id, depth + 1
      from practice.status c join below on c.in_reply_to_id = below.id where depth < 100
    ) select id from below where id <> $2) order by s.id limit 500`
  const rows = await selectStatuses(all, viewer, rest, [id])
  const children = Map.groupBy(rows, (row) => row.inReplyToId)
  const walk = (parent: string): StatusRow[] =>
    (children.get(parent) ?? []).flatMap((row) => [row, ...walk(row.id)])
  return walk(id)
}
