import { z } from 'zod'
import { control } from '../control.ts'
import type { PostFacts, Schedule } from '../facts.ts'

const clauses = ['dacorum:3.2.2.schedule-1'] as const

export const postScheduling = control({
  id: 'post-scheduling',
  basis: 'floor',
  speaksOn: ['post.submit', 'post.approve', 'post.schedule', 'post.send'],
  parameters: z.object({}),
  messages: {
    'time-passed': {
      says: 'The time chosen for this post has passed. Choose a new time, or send it now.',
      clauses,
      rule: 'crier:time-to-come',
      next: 'choose-time',
    },
    'no-such-time': {
      says: 'The clock of {zone} never shows {local}: the clocks change then, or it is no date and time. Choose another time.',
      clauses,
      rule: 'crier:time-to-come',
      next: 'choose-time',
    },
    'no-such-zone': {
      says: 'There is no time zone called {zone}. Choose the time again.',
      clauses,
      rule: 'crier:time-to-come',
      next: 'choose-time',
    },
    'late-approval': {
      says: 'This post was approved after its time, so it does not go out by itself. Choose a new time, or send it now.',
      clauses,
      rule: 'crier:late-approval',
      next: 'choose-time',
    },
    'too-early': {
      says: 'The time of this post has not come yet, so it stays where it is.',
      clauses,
      rule: 'crier:not-before-its-time',
      next: 'wait',
    },
  },

  findings({ action, facts: { post, now } }) {
    const { schedule } = post
    if (!schedule) return []
    const passed = Temporal.Instant.compare(schedule.instant, now) <= 0
    switch (action) {
      case 'post.approve':
        return passed ? [{ outcome: 'needs', message: 'late-approval', values: {} }] : []
      case 'post.send':
        return atItsMinute(post, schedule, passed)
      default:
        return [...ofClock(schedule), ...(passed ? [timePassed] : [])]
    }
  },
})

const timePassed = { outcome: 'refused', message: 'time-passed', values: {} } as const

function atItsMinute(post: PostFacts, schedule: Schedule, passed: boolean) {
  if (!passed) return [{ outcome: 'refused', message: 'too-early', values: {} } as const]
  const late =
    post.approval !== null &&
    post.approval.versionId === post.versionId &&
    Temporal.Instant.compare(post.approval.at, schedule.instant) > 0
  return late ? [{ outcome: 'needs', message: 'late-approval', values: {} } as const] : []
}

/**
 * The chosen wall-clock time has to be one that its zone shows at that instant: in the hour that
 * the spring change leaves out there is none, and in the autumn hour there are two.
 */
function ofClock({ local, zone, instant }: Schedule) {
  const shown = wallClockIn(zone, instant)
  if (shown === null)
    return [{ outcome: 'refused', message: 'no-such-zone', values: { zone } } as const]
  return shown === wallClock(local)
    ? []
    : [{ outcome: 'refused', message: 'no-such-time', values: { zone, local } } as const]
}

/** null where there is no such zone: Temporal tells only by throwing. */
function wallClockIn(zone: string, instant: Temporal.Instant): string | null {
  try {
    return instant.toZonedDateTimeISO(zone).toPlainDateTime().toString()
  } catch {
    return null
  }
}

/** A wall-clock time and nothing more: no offset or zone of its own that could say otherwise. */
function wallClock(local: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}
