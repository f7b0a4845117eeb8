/*
 * Times as people say them. The browser has no Temporal everywhere yet, so instants are read
 * through Date and Intl here (and in local-time.ts, for forms).
 */

const locale = 'en-GB'
export const day = 86_400_000

export const deviceZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

export function zoneParts(at: number, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
}

/** "Tue 24 Nov, 09:00"; the year only where it is another one. */
export function moment(at: string, zone: string, now = Date.now()): string {
  const { weekday, day, month, year, hour, minute } = zoneParts(Date.parse(at), zone)
  const other = year === zoneParts(now, zone).year ? '' : ` ${year}`
  return `${weekday} ${day} ${month}${other}, ${hour}:${minute}`
}

/** "Tue 24 Nov". */
export function date(at: string, zone: string, now = Date.now()): string {
  return moment(at, zone, now).replace(/, [\d:]+$/, '')
}

/** "09:00". */
export function clock(at: string, zone: string): string {
  const { hour, minute } = zoneParts(Date.parse(at), zone)
  return `${hour}:${minute}`
}

/** Days since 1970 on the calendar of a zone: two of them tell how many nights lie between. */
export function dayNumber(at: number, zone: string): number {
  const [y, m, d] = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at).split('-')
  return Date.UTC(Number(y), Number(m) - 1, Number(d)) / day
}

/** "in 3 days", "20 minutes ago", "tomorrow". */
export function distance(at: string, zone: string, now = Date.now()): string {
  const then = Date.parse(at)
  const say = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const minutes = Math.round((then - now) / 60_000)
  if (minutes === 0) return 'now'
  if (Math.abs(minutes) < 60) return say.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  if (Math.abs(hours) < 20) return say.format(hours, 'hour')
  const days = dayNumber(then, zone) - dayNumber(now, zone)
  if (Math.abs(days) < 60) return say.format(days, 'day')
  return say.format(Math.round(days / 30.44), 'month')
}

/** "London time", where the clock on this device shows something else at that moment. */
export function zoneNote(at: string, zone: string, device = deviceZone()): string {
  const then = Date.parse(at)
  if (moment(at, zone, then) === moment(at, device, then)) return ''
  return `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time`
}
