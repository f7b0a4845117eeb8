import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { lockdownOf } from '../standing.ts'
import { endLockdown } from '../store-suspensions.ts'
import { lockdownChanged } from '../suspended.ts'

export const endLockdownOnTime = command({
  shape: {
    name: 'people.end-lockdown-on-time',
    summary: 'End a lockdown whose time is up',
    input: z.object({ lockdownId: z.uuid() }),
    reply: z.object({}),
  },
  may: onlySystem,
  async do({ db, now }, { lockdownId }) {
    const lockdown = await lockdownOf(db)
    if (lockdown?.id !== lockdownId || lockdown.until === null) return unchanged({})
    if (Temporal.Instant.compare(lockdown.until, now) > 0) return unchanged({})
    if (!(await endLockdown(db, lockdownId, { at: now, by: null }))) return unchanged({})
    const reason = 'The lockdown reached its end.'
    await lockdownChanged.announce({ db, now }, { locked: false, reason })
    return done({}, { action: 'lockdown.ended', object: { kind: 'lockdown', id: lockdownId } })
  },
})
