import { query } from '../../platform/action.ts'
import type { Caller } from '../../platform/caller.ts'
import { peopleContract } from '../contract.ts'
import { anyPerson } from '../may.ts'
import { type Council, councilOf } from '../standing.ts'

export const readCouncil = query({
  shape: peopleContract['GET /council'],
  may: anyPerson,
  async do({ db, caller }) {
    return councilSettings(await councilOf(db), caller)
  },
})

export function councilSettings(
  { secondFactorFor, invitationDays, ...council }: Council,
  caller: Caller,
) {
  const mayChange = caller.kind === 'person' && caller.roles.includes('administrator')
  const may: 'change'[] = mayChange ? ['change'] : []
  return { council, secondFactorFor, invitationDays, may }
}
