import { query } from '../../platform/action.ts'
import { signedIn } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { policyContract } from '../contract.ts'
import { policyOf } from '../policy-of.ts'
import { readHistory } from '../store.ts'
import { jsonOf, mayOf, settingView } from '../view.ts'

export const readSetting = query({
  shape: policyContract['GET /policy/settings/:key'],
  may: signedIn,
  async do({ db, caller }, { key }) {
    const decided = (await policyOf(db)).settings.get(key)
    if (!decided) throw refuse.notFound('There is no such setting.')
    const history = await readHistory(db, key)
    return {
      ...settingView(decided),
      history: history.map((row) => ({
        value: jsonOf(row.value),
        reason: row.reason,
        by: row.chosen_by,
        at: row.chosen_at.toString(),
        until: row.ended_at?.toString() ?? null,
      })),
      may: mayOf(caller),
    }
  },
})
