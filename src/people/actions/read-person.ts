import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { looksAtPeople } from '../may.ts'
import { acting, viewNow } from '../view.ts'

export const readPerson = query({
  shape: peopleContract['GET /people/:personId'],
  may: looksAtPeople,
  async do({ db, caller }, { personId }) {
    return viewNow(db, personId, await acting(db, asPerson(caller)))
  },
})
