import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { addJob } from '../../platform/jobs.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { mayAsOne } from '../may.ts'
import { lockdownOf } from '../standing.ts'
import { countRole } from '../store-people.ts'
import { insertLockdown } from '../store-suspensions.ts'
import { lockdownChanged } from '../suspended.ts'
import { lockdownEnds } from '../timed.ts'
import { lockdownView } from '../view.ts'

export const declareLockdown = command({
  shape: peopleContract['POST /lockdown'],
  may: mayAsOne('declare-lockdown'),
  async do({ db, caller, now }, { reason, until: ends }) {
    const { councilId, personId } = asPerson(caller)
    if ((await lockdownOf(db)) !== null)
      throw refuse.conflict('The channels are locked already. Nothing was changed.')
    if ((await countRole(db, 'crisis-team')) === 0)
      throw refuse.conflict(
        'Nobody is in the crisis team, so nobody could act on any channel. Give someone that role first.',
      )
    const until = ends === null ? null : Temporal.Instant.from(ends)
    if (until !== null && Temporal.Instant.compare(until, now) <= 0)
      throw refuse.invalid('The channels were not locked, because the end lies in the past.', {
        fields: { until: 'This must be a time to come. Leave it empty for no end.' },
      })
    const lockdown = { id: newId(), reason, from: now, until, by: personId }
    await insertLockdown(db, { ...lockdown, councilId })
    if (until !== null)
      await addJob(db, lockdownEnds, { lockdownId: lockdown.id }, { runAt: until })
    await lockdownChanged.announce({ db, now }, { locked: true, reason })
    return done(
      { lockdown: lockdownView(lockdown) },
      {
        action: 'lockdown.declared',
        object: { kind: 'lockdown', id: lockdown.id },
        details: { until: until?.toString() ?? null },
        clauses: ['dacorum:3.2.1.crisis-1', 'dacorum:3.2.1.crisis-5'],
      },
    )
  },
})
