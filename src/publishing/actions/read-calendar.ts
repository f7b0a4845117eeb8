import { channelsSeenBy, signedIn } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { publishingContract } from '../contract.ts'
import { listPosts } from '../store/posts.ts'
import { viewCards } from '../view/cards.ts'

const most = 1000

/** Posts of a stretch of time: when they left, or when they are to leave. */
export const readCalendar = query({
  shape: publishingContract['GET /calendar'],
  may: signedIn,
  async do(at, { from, to, channelId }) {
    const rows = await listPosts(at.db, {
      seen: await channelsSeenBy(at.db, at.caller),
      personId: asPerson(at.caller).personId,
      channelId,
      dueFrom: Temporal.Instant.from(from),
      dueTo: Temporal.Instant.from(to),
      sort: 'due',
      most: most + 1,
    })
    const shown = rows.slice(0, most)
    const cards = await viewCards(at, shown)
    return {
      posts: cards.map((card, index) => {
        const row = shown[index]
        const when = row?.sent_at ?? row?.due_at ?? row?.state_at
        return { ...card, at: when?.toString() ?? card.state.since }
      }),
      cut: rows.length > most,
    }
  },
})
