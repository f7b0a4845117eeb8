import { query } from '../../platform/action.ts'
import { peopleContract } from '../contract.ts'
import { mayAsOne } from '../may.ts'
import { type DirectoryRow, singleSignOnView } from '../single-sign-on.ts'
import { councilOf } from '../standing.ts'
import { readSingleSignOn as storeRead } from '../store-council.ts'

export const readSingleSignOn = (publicAddress: string) =>
  query({
    shape: peopleContract['GET /single-sign-on'],
    may: mayAsOne('change-single-sign-on'),
    async do({ db }) {
      const { slug } = await councilOf(db)
      const row: DirectoryRow | undefined = await storeRead(db)
      return singleSignOnView(row, publicAddress, slug)
    },
  })
