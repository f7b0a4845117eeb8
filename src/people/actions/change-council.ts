import { command, done } from '../../platform/action.ts'
import { peopleContract } from '../contract.ts'
import { mayAsOne } from '../may.ts'
import { councilOf } from '../standing.ts'
import { updateCouncil } from '../store-council.ts'
import { councilSettings } from './read-council.ts'

export const changeCouncil = command({
  shape: peopleContract['PUT /council'],
  may: mayAsOne('change-council'),
  async do({ db, caller }, change) {
    const before = await councilOf(db)
    await updateCouncil(db, change)
    return done(councilSettings(await councilOf(db), caller), {
      action: 'council.settings-changed',
      object: { kind: 'council', id: before.id },
      details: {
        secondFactorFor: { before: before.secondFactorFor, now: change.secondFactorFor },
        invitationDays: { before: before.invitationDays, now: change.invitationDays },
        nameChanged: before.name !== change.name,
      },
    })
  },
})
