import { channelsSeenBy, signedIn } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { channelsContract } from '../contract.ts'
import { readChannels } from '../store.ts'
import { mayCreate, viewChannels } from '../view.ts'

/** The register, as far as the person who asks may see it. */
export const listChannels = query({
  shape: channelsContract['GET /channels'],
  may: signedIn,
  async do(at, { status }) {
    const seen = await channelsSeenBy(at.db, at.caller)
    const rows = await readChannels(at.db, seen, status)
    return {
      channels: await viewChannels(at, rows),
      may: (await mayCreate(at.db, at.caller)) ? ['create' as const] : [],
    }
  },
})
