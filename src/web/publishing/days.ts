/*
 * Days of the calendar, as 2026-11-24. A plain day has no zone, so it is counted in UTC here,
 * where no clock ever changes. `Date` is at home in this file and in parts/time.ts alone.
 */

const locale = 'en-GB'
const length = 86_400_000

const read = (day: string) => Date.parse(`${day}T00:00:00Z`)
const write = (at: number) => new Date(at).toISOString().slice(0, 10)

export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && write(read(text) || 0) === text

/** The day on which an instant falls in a zone. */
export const dayOf = (at: string | number, zone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(
    typeof at === 'number' ? at : Date.parse(at),
  )

export const isPast = (at: string, now = Date.now()) => Date.parse(at) <= now

export const today = (zone: string, now = Date.now()) => dayOf(now, zone)

export const addDays = (day: string, days: number) => write(read(day) + days * length)

/** The same day of another month; its last day where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return write(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** Monday to Sunday. */
export function weekOf(day: string): string[] {
  const monday = addDays(day, -((new Date(read(day)).getUTCDay() + 6) % 7))
  return Array.from({ length: 7 }, (_, at) => addDays(monday, at))
}

/** Whole weeks that hold the month of a day. */
export function monthOf(day: string): string[][] {
  const weeks: string[][] = []
  const first = `${day.slice(0, 8)}01`
  for (let at = first; at.slice(0, 7) <= day.slice(0, 7); at = addDays(at, 7))
    weeks.push(weekOf(at))
  const last = weekOf(addDays(addMonths(first, 1), -1))
  return weeks.at(-1)?.[0] === last[0] ? weeks : [...weeks, last]
}

const say = (day: string, how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...how }).format(read(day))

/** "Tuesday 24 November 2026" */
export const longDay = (day: string) =>
  say(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')
/** "Tue 24 Nov" */
export const shortDay = (day: string) =>
  say(day, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')
/** "November 2026" */
export const monthName = (day: string) => say(day, { month: 'long', year: 'numeric' })
/** "Tue" */
export const weekdayName = (day: string) => say(day, { weekday: 'short' })
/** "Tuesday" */
export const weekdayFull = (day: string) => say(day, { weekday: 'long' })

/** "BST" or "GMT": what tells the two hours apart when the clocks go back. */
export function clockName(at: string, zone: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' })
  return (
    format.formatToParts(Date.parse(at)).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  )
}
