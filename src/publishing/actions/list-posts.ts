import { channelsSeenBy, isAuditor, signedIn } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { publishingContract } from '../contract.ts'
import { placeFrom, placeToText } from '../page.ts'
import { listPosts as listRows } from '../store/posts.ts'
import { viewCards } from '../view/cards.ts'

/** Posts that the person who asks may see. The filter stands in the statement itself. */
export const listPosts = query({
  shape: publishingContract['GET /posts'],
  may: signedIn,
  async do(at, { state, after, most, sort, ...filters }) {
    const rows = await listRows(at.db, {
      seen: await channelsSeenBy(at.db, at.caller),
      personId: asPerson(at.caller).personId,
      ...(state && { states: [state] }),
      ...filters,
      sort,
      after: after === undefined ? undefined : placeFrom(after),
      most: most + 1,
    })
    const shown = rows.slice(0, most)
    const last = rows.length > most ? shown.at(-1) : undefined
    const place = last && (sort === 'due' ? last.due_at : last.changed_at)
    return {
      posts: await viewCards(at, shown),
      next: last && place ? placeToText({ at: place.toString(), id: last.id }) : null,
      may: isAuditor(at.caller) ? [] : ['create' as const],
    }
  },
})
