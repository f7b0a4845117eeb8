import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { mayAsOne } from '../may.ts'
import { lockdownOf } from '../standing.ts'
import { endLockdown as storeEnd } from '../store-suspensions.ts'
import { lockdownChanged } from '../suspended.ts'

export const endLockdown = command({
  shape: peopleContract['POST /lockdown/end'],
  may: mayAsOne('end-lockdown'),
  async do({ db, caller, now }, { reason }) {
    const { personId } = asPerson(caller)
    const lockdown = await lockdownOf(db)
    const ended = lockdown !== null && (await storeEnd(db, lockdown.id, { at: now, by: personId }))
    if (!ended) throw refuse.conflict('The channels are not locked. Nothing was changed.')
    await lockdownChanged.announce({ db, now }, { locked: false, reason })
    return done(
      { lockdown: null },
      { action: 'lockdown.ended', object: { kind: 'lockdown', id: lockdown.id } },
    )
  },
})
