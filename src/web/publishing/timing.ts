import type { PostCard, When } from '../../publishing/contract.ts'

/** A time while it is being chosen: date and hour are typed one after the other. */
export interface Timing {
  readonly kind: When['kind']
  readonly date: string
  readonly time: string
  /** Which of the two, in the hour that comes twice. */
  readonly clock: 'earlier' | 'later' | undefined
}

export const soon: Timing = { kind: 'as-soon-as-approved', date: '', time: '', clock: undefined }

export function timingOf({ kind, local }: PostCard['schedule']): Timing {
  if (kind === 'as-soon-as-approved' || !local) return soon
  const [date = '', time = ''] = local.split('T')
  return { kind, date, time: time.slice(0, 5), clock: undefined }
}

export const localOf = ({ date, time }: Timing) => (date && time ? `${date}T${time}` : '')

/** What to send; null while a part of it is missing. */
export function whenOf(timing: Timing, zone: string): When | null {
  if (timing.kind === 'as-soon-as-approved') return { kind: timing.kind }
  const local = localOf(timing)
  if (!local) return null
  return { kind: 'at', local, zone, ...(timing.clock ? { clock: timing.clock } : {}) }
}
