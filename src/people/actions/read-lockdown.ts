import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { anyPerson, peopleMayOf } from '../may.ts'
import { lockdownOf } from '../standing.ts'
import { lockdownView } from '../view.ts'

export const readLockdown = query({
  shape: peopleContract['GET /lockdown'],
  may: anyPerson,
  async do({ db, caller }) {
    const lockdown = await lockdownOf(db)
    const may = peopleMayOf(asPerson(caller).roles, lockdown !== null)
    return {
      lockdown: lockdown === null ? null : lockdownView(lockdown),
      may: [
        ...(may.includes('declare-lockdown') ? (['declare'] as const) : []),
        ...(may.includes('end-lockdown') ? (['end'] as const) : []),
      ],
    }
  },
})
