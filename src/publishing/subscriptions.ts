import { channelChanged } from '../channels/index.ts'
import { lockdownChanged, personSuspended } from '../people/index.ts'
import { holdThese } from './hold.ts'
import { pumpAt, reconcileAt } from './jobs.ts'
import { unclaim, waitingOf } from './store/deliveries.ts'
import { lookAgainOn } from './store/machine.ts'

/** What publishing does on news from above. Called once, when the program starts. */
export function subscribePublishing(): void {
  personSuspended.subscribe(async (at, { personId, channelIds }) => {
    await holdThese(at, await waitingOf(at.db, personId, channelIds), {
      says: 'Someone who wrote this post or let it go was suspended, so it is held. Another publisher can let it go when the suspension is over, or withdraw it.',
      clauses: ['hr-policy:5.part-4', 'dacorum:3.2.1.crisis-5'],
    })
  })

  // What a worker took before the news goes back, so that the gate looks again before it leaves.
  lockdownChanged.subscribe(async ({ db, now }, { locked }) => {
    if (!locked) return
    await unclaim(db, 'all', now)
    await pumpAt(db, now)
  })

  channelChanged.subscribe(async ({ db, now }, { channelId, ready }) => {
    if (!ready) {
      await unclaim(db, [channelId], now)
      await pumpAt(db, now)
      return
    }
    // The network can be read again: perhaps it tells now what could not be confirmed.
    await lookAgainOn(db, channelId, now)
    await reconcileAt(db, now)
  })
}
