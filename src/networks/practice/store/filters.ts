/**
 * Conditions on statuses, to be joined into one statement. `s` is the status and `$1` the account
 * that asks, or null; other values are named by their number.
 */
export const isPublic = `s.visibility = 'public'`
export const isOpen = `s.visibility in ('public', 'unlisted')`
export const isNotDirect = `s.visibility <> 'direct'`
export const isOriginal = 's.reblog_of_id is null'
// An answer to oneself is part of a thread and no reply, as in the original.
export const isNoReply = '(s.in_reply_to_id is null or s.in_reply_to_account_id = s.account_id)'
export const withMedia = 'exists (select from practice.media o where o.status_id = s.id)'
export const isPinned = `exists (select from practice.mark p
  where p.status_id = s.id and p.kind = 'pin')`

export const byAccount = (value: number) => `s.account_id = $${value}`

export const isTagged = (value: number) => `exists (select from practice.tag t
  where t.status_id = s.id and t.name = $${value})`

export const isTaggedOrAny = (value: number) => `($${value}::text is null or ${isTagged(value)})`

export const isMarked = (value: number) => `exists (select from practice.mark b
  where b.status_id = s.id and b.account_id = $1::bigint and b.kind = $${value})`

export const isMineOrFollowed = `(s.account_id = $1::bigint or exists (
  select from practice.relation f
  where f.account_id = $1::bigint and f.other_id = s.account_id and f.kind = 'follow'))`

export const isUnmuted = `not exists (select from practice.relation f
  where f.account_id = $1::bigint and f.other_id = s.account_id and f.kind in ('mute', 'block'))`

export const withText = (value: number) => `s.text ilike $${value}`

export const together = (...conditions: readonly string[]) => conditions.join(' and ')
