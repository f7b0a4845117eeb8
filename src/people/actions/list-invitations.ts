import { query } from '../../platform/action.ts'
import { peopleContract } from '../contract.ts'
import { mayAsOne } from '../may.ts'
import { listInvitations as storeList } from '../store-invitations.ts'
import { invitationOf } from '../view.ts'

export const listInvitations = query({
  shape: peopleContract['GET /invitations'],
  may: mayAsOne('invite'),
  async do({ db, now }) {
    const rows = await storeList(db)
    return {
      invitations: rows.map((row) => invitationOf(row, now, true)),
      may: ['invite' as const],
    }
  },
})
