import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { lookLater } from '../jobs.ts'
import { channelsToCheck, updateChannel } from '../store.ts'

/**
 * A round comes every day, and what was looked at just before is left alone. A longer time would
 * let a look in the afternoon take the place of the next morning's.
 */
const hoursBetween = 2

export const beginChecks = command({
  shape: {
    name: 'channels.begin-checks',
    summary: 'Look at every connected channel that was not looked at just now.',
    input: z.strictObject({}),
    reply: z.object({ channels: z.number().int() }),
  },
  may: onlySystem,
  async do({ db, now }) {
    const rows = await channelsToCheck(db, now.subtract({ hours: hoursBetween }))
    if (rows.length === 0) return unchanged({ channels: 0 })
    for (const [index, row] of rows.entries()) {
      await updateChannel(db, row.id, { checking: true })
      // A little apart, so that many channels on one server do not meet its limit together.
      await lookLater(db, { channelId: row.id }, now.add({ seconds: index * 2 }))
    }
    const [first, ...more] = rows.map((row) => ({
      action: 'channel.check-begun',
      object: { kind: 'channel', id: row.id },
    }))
    if (first === undefined) return unchanged({ channels: 0 })
    return done({ channels: rows.length }, first, ...more)
  },
})
