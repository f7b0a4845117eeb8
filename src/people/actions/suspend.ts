import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { addJob } from '../../platform/jobs.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { keepAnAdministrator } from '../last-administrator.ts'
import { refuseUnless, rolesThat } from '../person.ts'
import type { PersonFound } from '../store-people.ts'
import { endSessions } from '../store-sessions.ts'
import { insertSuspension } from '../store-suspensions.ts'
import { personSuspended } from '../suspended.ts'
import { suspensionEnds } from '../timed.ts'
import { acting, personOrRefuse, viewNow } from '../view.ts'

export const suspend = command({
  shape: peopleContract['POST /people/:personId/suspensions'],
  may: holdsRole(...rolesThat.suspend),
  async do({ db, caller, now }, { personId, channelIds, reason, until: ends }) {
    const { councilId } = asPerson(caller)
    const by = await acting(db, asPerson(caller))
    const person = await personOrRefuse(db, personId)
    refuseUnless('suspend', by, person)
    const until = endAfter(now, ends)
    const places = newPlaces(person, channelIds)
    if (channelIds === null) await keepAnAdministrator(db, person)
    for (const channelId of places) {
      const id = newId()
      const made = { id, councilId, personId, channelId, reason, from: now, until, by: by.id }
      await insertSuspension(db, made)
      if (until !== null) await addJob(db, suspensionEnds, { suspensionId: id }, { runAt: until })
    }
    const ended = channelIds === null ? await endSessions(db, personId) : 0
    await personSuspended.announce({ db, now }, { personId, channelIds, reason, until })
    return done(await viewNow(db, personId, by), {
      action: 'person.suspended',
      object: { kind: 'person', id: personId },
      details: { channelIds, until: until?.toString() ?? null, sessionsEnded: ended },
      clauses: ['hr-policy:5.part-4', 'dacorum:3.2.1.crisis-1'],
    })
  },
})

function endAfter(now: Temporal.Instant, ends: string | null): Temporal.Instant | null {
  if (ends === null) return null
  const until = Temporal.Instant.from(ends)
  if (Temporal.Instant.compare(until, now) > 0) return until
  throw refuse.invalid('The suspension was not made, because its end lies in the past.', {
    fields: { until: 'This must be a time to come. Leave it empty for no end.' },
  })
}

/** Where the person is not suspended yet; null stands for everywhere. */
function newPlaces(
  { suspensions }: PersonFound,
  channelIds: readonly string[] | null,
): (string | null)[] {
  const already = suspensions.map((each) => each.channel_id)
  const wanted = channelIds === null ? [null] : [...new Set(channelIds)]
  const places = wanted.filter((place) => !already.includes(place))
  if (places.length > 0) return places
  throw refuse.conflict(
    'This person is suspended there already. Lift that suspension first if its end or reason should change.',
  )
}
