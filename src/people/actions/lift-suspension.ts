import { command, done } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { refuseLift, rolesThat } from '../person.ts'
import { endSuspension, findSuspension } from '../store-suspensions.ts'
import { acting, viewNow } from '../view.ts'

export const liftSuspension = command({
  shape: peopleContract['POST /suspensions/:suspensionId/lift'],
  may: holdsRole(...rolesThat.manage),
  async do({ db, caller, now }, { suspensionId, reason }) {
    const by = await acting(db, asPerson(caller))
    const suspension = await findSuspension(db, suspensionId)
    if (suspension === undefined)
      throw refuse.notFound('That suspension does not exist. Look at the person again.')
    const { person_id: personId, channel_id: channelId } = suspension
    refuseLift(by, personId)
    if (!(await endSuspension(db, suspensionId, { at: now, by: by.id })))
      throw refuse.conflict('That suspension has ended already.')
    return done(await viewNow(db, personId, by), {
      action: 'person.suspension-lifted',
      object: { kind: 'person', id: personId },
      details: { suspensionId, channelId, reason },
    })
  },
})
