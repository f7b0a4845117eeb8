import { z } from 'zod'
import { command, done, type EntryDraft, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { applyAndFollow } from '../apply.ts'
import { changeFor } from '../change.ts'
import { pumpAt, reconcileAt } from '../jobs.ts'
import { raiseAlarms } from '../store/alarms.ts'
import { anyWaiting, readUnheard, releaseAbandoned, takeOverdue } from '../store/machine.ts'
import type { AlarmRow, FailureFacts } from '../store/tables.ts'

/**
 * The minute's round: what a worker left behind is taken up, what is late raises an alarm, and
 * what waits without a job gets one. Nothing stays silent, whatever was lost.
 */
export const sweep = command({
  shape: {
    name: 'publishing.sweep',
    summary: 'Take up what was left behind and raise alarms.',
    input: z.strictObject({ overdue: z.number(), firstLook: z.number() }),
    reply: z.object({ raised: z.record(z.string(), z.number().int()) }),
  },
  may: onlySystem,
  async do({ db, now }, { overdue, firstLook }) {
    const nextAt = now.add({ milliseconds: firstLook })
    const unheard = await readUnheard(db, now)
    const changes = unheard.map((delivery) =>
      changeFor(delivery, { to: 'unconfirmed', nextAt, failure: workerLost }),
    )
    const { entries } = await applyAndFollow({ db, now }, changes)
    const stuck = await raiseAlarms(db, 'stuck', await releaseAbandoned(db, now), now)
    const late = now.subtract({ milliseconds: overdue })
    const tooLate = await raiseAlarms(db, 'overdue', await takeOverdue(db, late), now)
    const waiting = await anyWaiting(db, 'due', now)
    const unsettled = await anyWaiting(db, 'unconfirmed', now)
    if (waiting) await pumpAt(db, now)
    if (unsettled) await reconcileAt(db, now)
    const raised = { stuck: stuck.length, overdue: tooLate.length, unconfirmed: entries.length }
    const [first, ...rest] = [...entries, ...about('stuck', stuck), ...about('overdue', tooLate)]
    if (first !== undefined) return done({ raised }, first, ...rest)
    if (!waiting && !unsettled) return unchanged({ raised })
    return done(
      { raised },
      { action: 'sender.woken', object: { kind: 'council', id: db.councilId ?? '' } },
    )
  },
})

const workerLost: FailureFacts = {
  kind: 'worker-lost',
  step: 'post',
  code: 'worker-lost',
  words: '',
  trace: null,
}

const about = (
  kind: AlarmRow['kind'],
  alarms: readonly { delivery_id: string; post_id: string }[],
): EntryDraft[] =>
  alarms.map((alarm) => ({
    action: 'alarm.raised',
    object: { kind: 'post', id: alarm.post_id },
    details: { kind, deliveryId: alarm.delivery_id },
  }))
