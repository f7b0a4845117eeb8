import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { looksAtPeople, peopleMayOf } from '../may.ts'
import { lockdownOf } from '../standing.ts'
import { pageSize, searchPeople } from '../store-people.ts'
import { acting, lineOf } from '../view.ts'

export const listPeople = query({
  shape: peopleContract['GET /people'],
  may: looksAtPeople,
  async do({ db, caller }, wanted) {
    const by = await acting(db, asPerson(caller))
    const found = await searchPeople(db, wanted)
    const page = found.slice(0, pageSize)
    return {
      people: page.map((person) => lineOf(person, by)),
      next: found.length > pageSize ? (page.at(-1)?.id ?? null) : null,
      may: peopleMayOf(by.roles, (await lockdownOf(db)) !== null),
    }
  },
})
