import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { closeAlarm as closeRow, readAlarm } from '../store/alarms.ts'

/** Takes an alarm off the list, with a reason. What it was about stays as it is. */
export const closeAlarm = command({
  shape: publishingContract['POST /alarms/:alarmId/close'],
  may: hasLevel<{ alarmId: string }>('publisher', async ({ alarmId }, db) => {
    const alarm = await readAlarm(db, alarmId)
    if (alarm === undefined) throw refuse.notFound('That alarm does not exist.')
    return [alarm.channel_id]
  }),
  async do({ db, caller, now }, { alarmId, reason }) {
    const alarm = await readAlarm(db, alarmId)
    const closed = { by: asPerson(caller).personId, why: reason, at: now }
    if (alarm === undefined || !(await closeRow(db, alarmId, closed)))
      throw refuse.conflict('This alarm is closed already.')
    return done(
      { alarmId },
      {
        action: 'alarm.closed',
        object: { kind: 'post', id: alarm.post_id },
        details: { alarmId, kind: alarm.kind, deliveryId: alarm.delivery_id },
      },
    )
  },
})
