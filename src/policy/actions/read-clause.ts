import { query } from '../../platform/action.ts'
import { signedIn } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { policyContract } from '../contract.ts'
import { clauseCalled } from '../packs.ts'
import { policyOf } from '../policy-of.ts'
import { clauseView, settingView } from '../view.ts'

export const readClause = query({
  shape: policyContract['GET /policy/clauses/:pack/:ref'],
  may: signedIn,
  async do({ db }, { pack, ref }) {
    const id = `${pack}:${ref}` as const
    const called = clauseCalled(id)
    if (!called)
      throw refuse.notFound(
        'There is no such clause. Its pack may have a newer version without it.',
      )
    const policy = await policyOf(db)
    const decides = [...policy.settings.values()].filter(({ words }) =>
      words.some(({ clauses }) => clauses.includes(id)),
    )
    return {
      ...clauseView(policy, called.pack, called.clause),
      settings: decides.map(settingView),
    }
  },
})
