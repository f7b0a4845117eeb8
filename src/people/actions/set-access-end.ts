import { command, done } from '../../platform/action.ts'
import { addJob } from '../../platform/jobs.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { endAccess } from '../end-access.ts'
import { keepAnAdministrator } from '../last-administrator.ts'
import { refuseUnless, rolesThat } from '../person.ts'
import { updatePerson } from '../store-people.ts'
import { accessEnds } from '../timed.ts'
import { acting, personOrRefuse, viewNow } from '../view.ts'

export const setAccessEnd = command({
  shape: peopleContract['PUT /people/:personId/access-end'],
  may: holdsRole(...rolesThat.administer),
  async do({ db, caller, now }, { personId, accessUntil, reason }) {
    const by = await acting(db, asPerson(caller))
    const person = await personOrRefuse(db, personId)
    refuseUnless('set-access-end', by, person)
    const until = accessUntil === null ? null : Temporal.Instant.from(accessUntil)
    const atOnce = until !== null && Temporal.Instant.compare(until, now) <= 0
    if (until !== null) await keepAnAdministrator(db, person)
    await updatePerson(db, personId, { access_until: until, status: 'active' })
    if (atOnce) await endAccess({ db, now }, personId, reason)
    else if (until !== null)
      await addJob(db, accessEnds, { personId }, { runAt: until, key: `access-end-${personId}` })
    return done(await viewNow(db, personId, by), {
      action: atOnce ? 'person.access-ended' : 'person.access-end-set',
      object: { kind: 'person', id: personId },
      details: { accessUntil: until?.toString() ?? null },
    })
  },
})
