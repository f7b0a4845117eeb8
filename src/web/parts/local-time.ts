import { day, dayNumber, zoneParts } from './time.ts'

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function ahead(at: number, zone: string): number {
  const { hour, minute } = zoneParts(at, zone)
  const midnight = dayNumber(at, zone) * day
  const shown = midnight + Number(hour) * 3_600_000 + Number(minute) * 60_000
  return shown - Math.floor(at / 60_000) * 60_000
}

/** The instant of a local time such as 2026-11-24T17:00. In a repeated hour, the earlier one. */
export function instantOf(local: string, zone: string): string {
  const asUtc = Date.parse(`${local}Z`)
  const first = asUtc - ahead(asUtc, zone)
  return new Date(asUtc - ahead(first, zone)).toISOString()
}

/** The other way: what a local time field shows for an instant. */
export const localOf = (at: string, zone: string): string => {
  const then = Date.parse(at)
  return new Date(then + ahead(then, zone)).toISOString().slice(0, 16)
}
