import type { PersonCaller } from '../platform/caller.ts'
import type { Reader } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import { clausesOf, judge, policyOf, sentencesOf } from '../policy/index.ts'
import { hasFullAccess } from './permissions.ts'
import { levelsOf, suspendedFrom } from './standing.ts'

/**
 * Asks the gate about an invitation: the council's policy may allow its own addresses only. The
 * levels that go with it are for the rules about people (person.ts), so none are named here.
 */
export async function askGate(
  { db, now }: { readonly db: Reader; readonly now: Temporal.Instant },
  by: PersonCaller,
  email: string,
): Promise<void> {
  const suspended = await suspendedFrom(db, by.personId)
  const actor = {
    kind: 'person',
    id: by.personId,
    roles: by.roles,
    levels: Object.fromEntries(await levelsOf(db, by.personId)),
    everyChannel: hasFullAccess(by),
    suspendedFrom: suspended.everywhere ? 'all' : suspended.channelIds,
  } as const
  const subject = { id: null, email: email.toLowerCase(), grants: [] }
  const facts = { now, actor, lockdown: null, channels: [], subject }
  const verdict = judge('person.invite', facts, await policyOf(db))
  if (verdict.outcome === 'allowed') return
  throw refuse.policy(sentencesOf(verdict).join(' '), {
    clauses: clausesOf(verdict),
    fields: { email: 'The policy of your council does not allow this address.' },
    more: { verdict },
  })
}
