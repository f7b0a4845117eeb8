import type pg from 'pg'
import type { Networks } from '../../networks/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Door } from '../../platform/door.ts'
import type { FileStore } from '../../platform/files.ts'
import type { Log } from '../../platform/log.ts'
import type { SealingKeys } from '../../platform/secrets.ts'
import type { SendingMetrics } from './metrics.ts'
import type { Pace } from './pace.ts'

/** The steps of one delivery, for tests that stop a worker at each of them. */
export type Step = 'claimed' | 'prepared' | 'handed-over' | 'answered' | 'recorded' | 'looked'

/** What the sending machine works with. */
export interface SendingParts {
  readonly door: Door
  readonly pool: pg.Pool
  readonly networks: Networks
  readonly keys: SealingKeys
  readonly files: FileStore
  readonly clock: Clock
  readonly log: Log
  readonly metrics: SendingMetrics
  readonly pace: Pace
  /** Every council of the installation, for the minute's round. */
  councils(): Promise<readonly string[]>
  readonly passed?: (step: Step) => void
}
