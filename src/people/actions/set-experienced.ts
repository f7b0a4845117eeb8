import { command, done, unchanged } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { refuseUnless, rolesThat } from '../person.ts'
import { updatePerson } from '../store-people.ts'
import { acting, personOrRefuse, viewNow, viewOf } from '../view.ts'

export const setExperienced = command({
  shape: peopleContract['PUT /people/:personId/experienced'],
  may: holdsRole(...rolesThat.manage),
  async do({ db, caller }, { personId, experienced }) {
    const by = await acting(db, asPerson(caller))
    const person = await personOrRefuse(db, personId)
    refuseUnless('set-experienced', by, person)
    if (person.experienced === experienced) return unchanged(viewOf(person, by))
    await updatePerson(db, personId, { experienced })
    return done(await viewNow(db, personId, by), {
      action: experienced ? 'person.counted-experienced' : 'person.counted-new',
      object: { kind: 'person', id: personId },
    })
  },
})
