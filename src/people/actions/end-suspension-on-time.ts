import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { endSuspension, findSuspension } from '../store-suspensions.ts'

export const endSuspensionOnTime = command({
  shape: {
    name: 'people.end-suspension-on-time',
    summary: 'End a suspension whose time is up',
    input: z.object({ suspensionId: z.uuid() }),
    reply: z.object({}),
  },
  may: onlySystem,
  async do({ db, now }, { suspensionId }) {
    const suspension = await findSuspension(db, suspensionId)
    const until = suspension?.until_at ?? null
    if (suspension === undefined || until === null) return unchanged({})
    if (Temporal.Instant.compare(until, now) > 0) return unchanged({})
    if (!(await endSuspension(db, suspensionId, { at: now, by: null }))) return unchanged({})
    return done(
      {},
      {
        action: 'person.suspension-ended',
        object: { kind: 'person', id: suspension.person_id },
        details: { suspensionId, channelId: suspension.channel_id },
      },
    )
  },
})
