import type { SystemCaller } from '../../platform/caller.ts'
import { claimDue } from '../actions/claim-due.ts'
import { Lanes } from './lanes.ts'
import type { SendingParts } from './parts.ts'
import type { Again } from './pumps.ts'
import { Run } from './run.ts'

/**
 * Sends everything of one council that is due, and ends when nothing is. Claims are made while
 * earlier ones are still being sent, so that the network is never waited for by all at once.
 */
export async function pump(
  parts: SendingParts,
  caller: SystemCaller,
  stopping: () => boolean,
  again: Again = () => false,
): Promise<void> {
  const { pace, metrics } = parts
  const run = new Run(parts, caller, stopping)
  const lanes = new Lanes(run, pace.atOnce, pace.atOncePerChannel)
  try {
    await claimAll(parts, caller, { run, lanes }, { stopping, again })
  } finally {
    // Whatever ends the claiming, what was taken is brought to its end.
    await lanes.below(1)
    metrics.underWay.set(0)
  }
}

async function claimAll(
  { door, pace, metrics }: SendingParts,
  caller: SystemCaller,
  { run, lanes }: { run: Run; lanes: Lanes },
  { stopping, again }: { stopping: () => boolean; again: Again },
): Promise<void> {
  const full = pace.claim * 2
  const { lease, late } = pace
  while (!stopping()) {
    const most = Math.min(pace.claim, full - lanes.size)
    run.more = false
    const claim = await door.run(claimDue, caller, { most, busy: lanes.busy, lease, late })
    run.take(claim.claimId, claim.orders)
    lanes.add(claim.orders)
    metrics.underWay.set(lanes.size)
    const taken = claim.orders.length + claim.held
    if (again()) run.more = true
    if (taken === 0 && lanes.size === 0 && !run.more) return
    // Everything that can leave now was taken: ask again when some of it has left.
    if (taken < most && !run.more) await lanes.below(Math.max(1, lanes.size / 2))
    else await lanes.below(full - pace.claim / 2)
  }
}
