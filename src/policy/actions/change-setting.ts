import { command, done, unchanged } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { policyContract } from '../contract.ts'
import type { CouncilPolicy } from '../council-policy.ts'
import { policyOf } from '../policy-of.ts'
import { refusePersonalData } from '../reason.ts'
import type { Decided } from '../resolve.ts'
import { isBelowFloor, type Setting, settingCalled, valueShapeOf } from '../settings.ts'
import { chooseSetting, lockPolicy } from '../store.ts'
import { type jsonOf, policyKeepers, settingView } from '../view.ts'

export const changeSetting = command({
  shape: policyContract['PUT /policy/settings/:key'],
  may: holdsRole(...policyKeepers),
  async do({ db, caller, now }, { key, value, reason }) {
    const { personId } = asPerson(caller)
    const setting = settingCalled(key)
    if (!setting) throw refuse.notFound('There is no such setting.')
    if (value !== null) refuseBadValue(setting, value)
    await lockPolicy(db)
    const policy = await policyOf(db)
    const old = decidedOf(policy, key)
    refusePersonalData(reason, policy.council)
    if (JSON.stringify(old.choice?.value ?? null) === JSON.stringify(value))
      return unchanged(settingView(old))
    await chooseSetting(db, { key, value, reason, by: { personId, now } })
    const decided = decidedOf(await policyOf(db), key)
    return done(settingView(decided), {
      action: value === null ? 'policy.choice-taken-back' : 'policy.setting-chosen',
      object: { kind: 'setting', id: key },
      details: { from: old.value, fromState: old.state, to: decided.value, reason },
      clauses: decided.words.flatMap(({ clauses }) => clauses),
    })
  },
})

function refuseBadValue(setting: Setting, value: ReturnType<typeof jsonOf>): void {
  const { error } = valueShapeOf(setting).safeParse(value)
  if (error) {
    const sentence = 'This is not one of the answers to this question. Choose from those listed.'
    throw refuse.invalid(sentence, { fields: { value: sentence } })
  }
  if (isBelowFloor(setting, value))
    throw refuse.policy(
      'The law or the separation of duties sets a limit here, and this answer is below it. You can go further, never below.',
      { clauses: ['crier:floor'] },
    )
}

function decidedOf(policy: CouncilPolicy, key: string): Decided {
  const decided = policy.settings.get(key)
  if (!decided) throw new Error(`The policy lacks the setting ${key}.`)
  return decided
}
