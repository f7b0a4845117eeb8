import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { applyAndFollow } from '../apply.ts'
import type { Change } from '../store/machine.ts'

/** Writes down what became of a batch of deliveries, each with its own entry. */
export const recordOutcomes = command({
  shape: {
    name: 'publishing.record-outcomes',
    summary: 'Write down what became of deliveries.',
    input: z.strictObject({ changes: z.array(z.custom<Change>()).min(1) }),
    reply: z.object({ more: z.boolean() }),
  },
  may: onlySystem,
  async do({ db, now }, { changes }) {
    const { entries, more } = await applyAndFollow({ db, now }, changes)
    const [first, ...rest] = entries
    // Settled by someone else in the meantime: what is written down already stands.
    if (first === undefined) return unchanged({ more: false })
    return done({ more }, first, ...rest)
  },
})
