import { command, done, unchanged } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { givesLevels } from '../may.ts'
import { hasFullAccess, refuseSuspended } from '../permissions.ts'
import { refuseUnless } from '../person.ts'
import { setLevel as storeLevel } from '../store-grants.ts'
import { acting, personOrRefuse, viewNow, viewOf } from '../view.ts'

export const setLevel = command({
  shape: peopleContract['PUT /people/:personId/levels/:channelId'],
  may: givesLevels,
  async do({ db, caller, now }, { personId, channelId, level }) {
    const { councilId } = asPerson(caller)
    const by = await acting(db, asPerson(caller))
    const person = await personOrRefuse(db, personId)
    refuseUnless('set-levels', by, person)
    // Whoever is kept from a channel must not send somebody else there.
    await refuseSuspended(db, asPerson(caller), [channelId])
    if (!hasFullAccess(caller) && by.levels.get(channelId) !== 'administrator')
      throw refuse.notAllowed(
        'You administer other channels, not this one. Ask its administrator.',
        {
          clauses: ['dacorum:3.2.1.tier-3'],
        },
      )
    const before = person.levels.find((each) => each.channelId === channelId)?.level ?? null
    if (before === level) return unchanged(viewOf(person, by))
    await storeLevel(db, { councilId, personId, now }, channelId, level)
    return done(await viewNow(db, personId, by), {
      action: level === null ? 'person.level-taken' : 'person.level-given',
      object: { kind: 'person', id: personId },
      details: { channelId, before, level },
      clauses: ['dacorum:3.2.1.tier-1'],
    })
  },
})
