import { query } from '../../platform/action.ts'
import { peopleContract } from '../contract.ts'
import { anyPerson } from '../may.ts'
import { roles } from '../roles.ts'

export const listRoles = query({
  shape: peopleContract['GET /roles'],
  may: anyPerson,
  async do() {
    return { roles: roles.map((role) => ({ ...role })) }
  },
})
