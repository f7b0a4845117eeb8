import { createContext, use, useSyncExternalStore } from 'react'
import { distance, moment, zoneNote } from './time.ts'

/** The council's zone: what is scheduled or recorded is shown on its clocks. */
export const Zone = createContext('Europe/London')

const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for the whole page; it stops when nothing on the page counts. */
function watch(tell: () => void) {
  watchers.add(tell)
  timer ??= setInterval(() => {
    for (const each of watchers) each()
  }, 30_000)
  return () => {
    watchers.delete(tell)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

interface Props {
  at: string
  /** Only "in 3 days", with the moment on hover. */
  brief?: boolean
  /** Only the moment. */
  exact?: boolean
}

/** "Tue 24 Nov, 09:00 · in 3 days". */
export function When({ at, brief = false, exact = false }: Props) {
  const zone = use(Zone)
  const away = useSyncExternalStore(watch, () => distance(at, zone))
  const note = zoneNote(at, zone)
  const full = note ? `${moment(at, zone)} ${note}` : moment(at, zone)
  if (brief)
    return (
      <time dateTime={at} title={full}>
        {away}
      </time>
    )
  return (
    <time dateTime={at} className="numbers">
      {full}
      {!exact && <span className="soft"> · {away}</span>}
    </time>
  )
}
