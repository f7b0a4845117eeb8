import { query } from '../../platform/action.ts'
import { signedIn } from '../../platform/permission.ts'
import { policyContract } from '../contract.ts'
import { policyOf } from '../policy-of.ts'
import { viewOf } from '../view.ts'

/** Everyone who is signed in may read the rules that bind them. */
export const readPolicy = query({
  shape: policyContract['GET /policy'],
  may: signedIn,
  async do({ db, caller }) {
    return viewOf(await policyOf(db), caller)
  },
})
