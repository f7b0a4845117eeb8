import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { type Intent, markSending, postIdsOf } from '../store/machine.ts'
import { lockPosts, markSending as markPostsSending } from '../store/posts.ts'

/**
 * Writes down what is about to be handed over, before it is. Only what comes back in `begun` may be
 * handed over: everything else was withdrawn, held or taken by someone else in the meantime.
 */
export const recordIntents = command({
  shape: {
    name: 'publishing.record-intents',
    summary: 'Write down what is about to be handed to a network.',
    input: z.strictObject({
      claimId: z.uuid(),
      intents: z.array(z.custom<Intent>()).min(1),
      answerWithin: z.number(),
    }),
    reply: z.object({ begun: z.array(z.uuid()) }),
  },
  may: onlySystem,
  async do({ db, now }, { claimId, intents, answerWithin }) {
    const ids = intents.map((intent) => intent.deliveryId)
    await lockPosts(db, await postIdsOf(db, ids))
    const answerBy = now.add({ milliseconds: answerWithin })
    const begun = await markSending(db, intents, { claimId, now, answerBy })
    if (begun.length === 0) return unchanged({ begun: [] })
    const postIds = [...new Set(begun.map((delivery) => delivery.post_id))]
    await markPostsSending(db, postIds, now)
    const begunIds = begun.map((delivery) => delivery.id)
    return done(
      { begun: begunIds },
      {
        action: 'deliveries.handed-over',
        object: { kind: 'claim', id: claimId },
        details: {
          deliveries: begunIds,
          attempts: intents
            .filter((intent) => begunIds.includes(intent.deliveryId))
            .map((intent) => intent.attemptId),
        },
      },
    )
  },
})
