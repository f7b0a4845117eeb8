import type { Query } from '../database.ts'

export interface Waiting {
  readonly id: string
  readonly text: string
  readonly username: string
  readonly createdAt: Temporal.Instant
}

/**
 * Posts of people that begin a conversation, without a plan yet. Answers are no beginnings, so
 * residents never answer each other, nor a thread part by part.
 */
export function newBeginnings(all: Query, since: Temporal.Instant): Promise<Waiting[]> {
  return all(
    `select s.id::text, s.text, a.username, s.created_at as "createdAt"
     from practice.status s join practice.account a on a.id = s.account_id
     where s.created_at >= $1 and not a.resident and s.in_reply_to_id is null
       and s.reblog_of_id is null and s.visibility in ('public', 'unlisted')
       and not exists (select from practice.resident_reply r where r.status_id = s.id)
     order by s.id limit 100`,
    [since],
  )
}

/**
 * First answers of people to what a resident said under a post. A resident speaks once more and
 * then is content: what answers that, or answers twice, is left alone.
 */
export function newAnswers(
  all: Query,
  since: Temporal.Instant,
): Promise<(Waiting & { resident: string })[]> {
  return all(
    `select distinct on (p.id) s.id::text, s.text, a.username, s.created_at as "createdAt",
       o.username as resident
     from practice.status s join practice.account a on a.id = s.account_id
     join practice.status p on p.id = s.in_reply_to_id
     join practice.account o on o.id = p.account_id
     join practice.status b on b.id = p.in_reply_to_id
     where s.created_at >= $1 and not a.resident and s.visibility in ('public', 'unlisted')
       and o.resident and b.in_reply_to_id is null
       and not exists (select from practice.resident_reply r
         join practice.status w on w.id = r.status_id where w.in_reply_to_id = p.id)
     order by p.id, s.id limit 100`,
    [since],
  )
}

export interface Planned {
  readonly statusId: string
  readonly resident: string
  readonly text: string
  readonly dueAt: Temporal.Instant
}

/** Planned once, however many processes plan it. */
export async function planReply(all: Query, plan: Planned): Promise<void> {
  await all(
    `insert into practice.resident_reply (status_id, resident, text, due_at)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [plan.statusId, plan.resident, plan.text, plan.dueAt],
  )
}

export interface Due {
  readonly statusId: string
  readonly resident: string
  readonly residentId: string
  readonly text: string
  readonly visibility: 'public' | 'unlisted'
}

/** Takes one reply that is due, and marks it as said when the transaction ends. */
export async function takeDue(all: Query, now: Temporal.Instant): Promise<Due | null> {
  const rows = await all<Due>(
    `update practice.resident_reply r set done_at = $1
     from practice.account a, practice.status s
     where a.username = r.resident and s.id = r.status_id
       and (r.status_id, r.resident) = (
         select w.status_id, w.resident from practice.resident_reply w
         where w.done_at is null and w.due_at <= $1 order by w.due_at
         limit 1 for update skip locked)
     returning r.status_id::text as "statusId", r.resident, a.id::text as "residentId",
       r.text, s.visibility`,
    [now],
  )
  return rows[0] ?? null
}
