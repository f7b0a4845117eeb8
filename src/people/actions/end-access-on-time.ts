import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { endAccess } from '../end-access.ts'
import { findPerson } from '../store-people.ts'

/** The end may have been moved or taken back since the job was added. */
export const endAccessOnTime = command({
  shape: {
    name: 'people.end-access-on-time',
    summary: 'End the access of a person whose time is up',
    input: z.object({ personId: z.uuid() }),
    reply: z.object({}),
  },
  may: onlySystem,
  async do({ db, now }, { personId }) {
    const person = await findPerson(db, personId)
    const until = person?.accessUntil ?? null
    if (person?.status !== 'active' || until === null) return unchanged({})
    if (Temporal.Instant.compare(until, now) > 0) return unchanged({})
    await endAccess({ db, now }, personId, 'The access of this person ended on its date.')
    return done({}, { action: 'person.access-ended', object: { kind: 'person', id: personId } })
  },
})
