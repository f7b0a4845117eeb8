import { system } from '../../platform/caller.ts'
import { newId } from '../../platform/id.ts'
import { handles, type JobHandler, type Round } from '../../platform/jobs.ts'
import { sweep } from '../actions/sweep.ts'
import { pumpJob, reconcileJob } from '../jobs.ts'
import { beat, stopBeating } from '../store/workers.ts'
import type { SendingParts } from './parts.ts'
import { pump } from './pump.ts'
import { Pumps } from './pumps.ts'
import { reconcile } from './reconcile.ts'

export interface Sender {
  readonly handlers: readonly JobHandler[]
  readonly rounds: readonly Round[]
  /** Begins to show signs of life. */
  start(): Promise<void>
  /** Takes nothing new; what is under way is brought to its end by the job that runs it. */
  stop(): Promise<void>
}

/** The sending machine of one process. */
export function createSender(parts: SendingParts): Sender {
  const workerId = newId()
  const startedAt = parts.clock.now()
  let stopping = false
  const pumps = new Pumps((caller, again) => pump(parts, caller, () => stopping, again))
  let timer: NodeJS.Timeout | undefined
  const alive = () =>
    beat(parts.pool, workerId, startedAt).catch((error) => {
      parts.log.warn({ err: error }, 'the sender could not show a sign of life')
    })
  return {
    handlers: [
      handles(pumpJob, (caller) => pumps.run(caller)),
      handles(reconcileJob, (caller) => reconcile(parts, caller)),
    ],
    rounds: [{ name: 'publishing.every-minute', every: '* * * * *', run: () => sweepAll(parts) }],
    async start() {
      await alive()
      timer = setInterval(alive, parts.pace.heartbeat)
    },
    async stop() {
      stopping = true
      clearInterval(timer)
      await stopBeating(parts.pool, workerId).catch(() => {})
    },
  }
}

export async function sweepAll(parts: SendingParts): Promise<void> {
  const { overdue, firstLook } = parts.pace
  for (const councilId of await parts.councils()) {
    const caller = system(councilId, 'publishing.every-minute')
    const { raised } = await parts.door.run(sweep, caller, { overdue, firstLook })
    for (const [kind, count] of Object.entries(raised)) parts.metrics.alarms.inc({ kind }, count)
  }
}
