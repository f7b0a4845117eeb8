import type { Patience } from '../delivery.ts'

/** How fast and how patient the machine is. Milliseconds. */
export interface Pace extends Patience {
  /** Deliveries under way at once, in one process and for one council. */
  readonly atOnce: number
  readonly atOncePerChannel: number
  /** Deliveries taken in one go. */
  readonly claim: number
  /** How long a worker may keep what it took before it hands it over. */
  readonly lease: number
  /** After this an attempt without an answer counts as unconfirmed, whatever became of the worker. */
  readonly answerWithin: number
  /** First look on the network for what is unconfirmed; the next looks come at twice the time. */
  readonly firstLook: number
  /** Only what a network has not shown for so long has not arrived. */
  readonly absentAfter: number
  /** The same where the network promises that a repeat with the same key makes no second post. */
  readonly absentAfterKeyed: number
  /** How long looking may fail before a person is asked. */
  readonly lookFor: number
  readonly repeats: number
  readonly overdue: number
  readonly heartbeat: number
}

const second = 1000
const minute = 60 * second

export const usualPace: Pace = {
  atOnce: 32,
  atOncePerChannel: 4,
  claim: 100,
  lease: 2 * minute,
  // Above the longest deadline of any network for a write.
  answerWithin: 45 * second,
  firstLook: 5 * second,
  absentAfter: 5 * minute,
  absentAfterKeyed: 90 * second,
  lookFor: 30 * minute,
  repeats: 2,
  overdue: 2 * minute,
  heartbeat: 15 * second,
  retries: [5 * second, 15 * second, 45 * second, 2 * minute, 5 * minute],
  late: 60 * minute,
}
