/*
 * Times as people say them. The browser has no Temporal everywhere yet, so this one file reads
 * instants through Date and Intl; nothing else in the web app does.
 */

const locale = 'en-GB'
const day = 86_400_000

export const deviceZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

function parts(at: number, zone: string): Record<string, string> {
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
  const { weekday, day, month, year, hour, minute } = parts(Date.parse(at), zone)
  const other = year === parts(now, zone).year ? '' : ` ${year}`
  return `${weekday} ${day} ${month}${other}, ${hour}:${minute}`
}

/** "Tue 24 Nov". */
export function date(at: string, zone: string, now = Date.now()): string {
  return moment(at, zone, now).replace(/, [\d:]+$/, '')
}

/** "09:00". */
export function clock(at: string, zone: string): string {
  const { hour, minute } = parts(Date.parse(at), zone)
  return `${hour}:${minute}`
}

/** Days since 1970 on the calendar of a zone: two of them tell how many nights lie between. */
function dayNumber(at: number, zone: string): number {
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

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function ahead(at: number, zone: string): number {
  const { hour, minute } = parts(at, zone)
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
