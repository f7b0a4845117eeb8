import { command, done, unchanged } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { policyContract } from '../contract.ts'
import { openQuestions } from '../council-policy.ts'
import { packs } from '../packs.ts'
import { policyOf } from '../policy-of.ts'
import { refusePersonalData } from '../reason.ts'
import { bindPacks, lockPolicy } from '../store.ts'
import { policyKeepers } from '../view.ts'

export const choosePacks = command({
  shape: policyContract['PUT /policy/packs'],
  may: holdsRole(...policyKeepers),
  async do({ db, caller, now }, input) {
    const { personId, councilId } = asPerson(caller)
    const chosen = packs.filter(({ id }) => input.packs.includes(id))
    if (chosen.length !== new Set(input.packs).size)
      throw refuse.notFound(
        'One of these packs does not exist. Choose from the packs that are listed.',
      )
    await lockPolicy(db)
    const old = await policyOf(db)
    refusePersonalData(input.reason, old.council)
    const before = old.bound.map(({ pack }) => pack)
    const after = chosen.map(({ id }) => id)
    if (before.join() === after.join())
      return unchanged({ packs: after, openQuestions: openQuestions(old).map(({ key }) => key) })
    await bindPacks(db, { packs: chosen, before, by: { personId, now } })
    const open = openQuestions(await policyOf(db)).map(({ key }) => key)
    return done(
      { packs: after, openQuestions: open },
      {
        action: 'policy.packs-chosen',
        object: { kind: 'policy', id: councilId },
        details: { from: before, to: after, reason: input.reason },
      },
    )
  },
})
