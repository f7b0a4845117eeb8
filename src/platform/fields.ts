import { z } from 'zod'

/** An id that Crier gave. In capitals it is the same id, but code compares ids as text. */
export const uuid = z.uuid().toLowerCase()

const earliest = Temporal.Instant.from('1900-01-01T00:00:00Z')
const latest = Temporal.Instant.from('2200-01-01T00:00:00Z')

/** Years in which nobody plans or looks anything up, and which PostgreSQL writes in other ways. */
export const isKeepable = (at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(earliest, at) <= 0 && Temporal.Instant.compare(at, latest) < 0

/** A moment with its offset. */
export const instant = z.iso.datetime({ offset: true }).refine((text) => {
  try {
    return isKeepable(Temporal.Instant.from(text))
  } catch {
    // More digits behind the second than a computer's clock has.
    return false
  }
}, 'This must be a date and time between 1900 and 2200, such as 2026-11-24T09:00:00Z.')
