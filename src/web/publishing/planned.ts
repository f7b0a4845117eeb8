import type { ReplyOf } from '../../platform/contract.ts'
import type { PublishingContract } from '../../publishing/contract.ts'
import { dayOf } from './days.ts'

export type Planned = ReplyOf<PublishingContract['GET /calendar']>['posts'][number]

/** Posts of each day on the calendar of a zone, in the order in which they leave. */
export function byDay(posts: readonly Planned[], zone: string): Map<string, Planned[]> {
  const sorted = posts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return Map.groupBy(sorted, ({ at }) => dayOf(at, zone))
}
