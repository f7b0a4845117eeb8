import { actorFacts } from '../channels/index.ts'
import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { refuse } from '../platform/refusal.ts'
import { type Actor, clausesOf, sentencesOf, type Verdict } from '../policy/index.ts'
import { gather, type PostAction, type Room, type Subject } from './room.ts'
import { insertVerdicts } from './store/versions.ts'

export interface Gate {
  readonly room: Room
  readonly actor: Actor
  /** Judges one action, on all channels of the post or some, and keeps the verdict. */
  ask(action: PostAction, only?: readonly string[]): Promise<Verdict>
}

/** The gate as it stands for one post and the person who acts now. */
export async function openGate(at: At<Writer>, subject: Subject): Promise<Gate> {
  const { db, caller, now } = at
  const actor = await actorFacts(db, caller)
  const room = await gather(db, now, [subject], actor.kind === 'person' ? [actor] : [])
  return {
    room,
    actor,
    async ask(action, only) {
      const verdict = room.judge(action, actor, subject, only)
      await keepVerdicts(db, now, [{ subject, verdict }])
      return verdict
    },
  }
}

export interface Judged {
  readonly subject: Subject
  readonly verdict: Verdict
}

export async function keepVerdicts(
  db: Writer,
  now: Temporal.Instant,
  judged: readonly Judged[],
): Promise<void> {
  await insertVerdicts(
    db,
    judged.map(({ subject, verdict }) => ({
      id: newId(),
      post_id: subject.post.id,
      version_id: subject.version.id,
      action: verdict.action,
      outcome: verdict.outcome,
      verdict,
      at: now,
    })),
  )
}

/** A no that says: you may not. It is on the record as an attempt, and nothing is changed. */
const aboutWho: readonly string[] = ['post-approval', 'tiered-access', 'access-suspension']

export function refuseIfNotAllowed(verdict: Verdict): void {
  if (verdict.outcome !== 'refused') return
  const facts = { clauses: clausesOf(verdict), more: { verdict } }
  const who = verdict.reasons.find(
    (reason) => reason.outcome === 'refused' && aboutWho.includes(reason.control),
  )
  if (who !== undefined) throw refuse.notAllowed(who.sentence, { ...facts, clauses: who.clauses })
  throw refuse.policy(sentencesOf(verdict).join(' '), facts)
}
