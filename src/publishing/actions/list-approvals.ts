import { channelsSeenBy, signedIn } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { publishingContract } from '../contract.ts'
import { listPosts } from '../store/posts.ts'
import { viewCard } from '../view/cards.ts'
import { namesFor } from '../view/names.ts'
import { viewerOf } from '../view/viewer.ts'

const most = 200

/** What waits for approval: what this person may approve, and the rest with why not. */
export const listApprovals = query({
  shape: publishingContract['GET /approvals'],
  may: signedIn,
  async do(at) {
    const rows = await listPosts(at.db, {
      seen: await channelsSeenBy(at.db, at.caller),
      personId: asPerson(at.caller).personId,
      states: ['submitted'],
      sort: 'changed',
      most,
    })
    rows.sort((one, other) => dueOf(one) - dueOf(other))
    const people = rows.flatMap((post) => [...post.author_ids, post.state_by])
    const names = await namesFor(
      at.db,
      people,
      rows.flatMap((post) => post.channel_ids),
    )
    const viewer = await viewerOf(at, rows)
    const cards = rows.map((row) => ({ row, card: viewCard(row, names, viewer) }))
    const mine = cards.filter(({ card }) => card.may.includes('approve'))
    const others = cards.filter(({ card }) => !card.may.includes('approve'))
    return {
      mine: mine.map(({ card }) => card),
      others: others.map(({ row, card }) => ({
        ...card,
        why: viewer.whyNotApprove(row) ?? locked,
      })),
    }
  },
})

const locked = 'All channels are locked to the crisis team for now.'

/** Without a time of its own a post is due since it was submitted. */
const dueOf = (post: { due_at: Temporal.Instant | null; state_at: Temporal.Instant }) =>
  (post.due_at ?? post.state_at).epochMilliseconds
