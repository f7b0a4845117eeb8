import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** How long a broken stream is left to mend itself before anyone is told. */
const patience = 4000

/** ok; lost: the server does not answer; signed-out: it answers, but no longer to this session. */
type Connection = 'ok' | 'lost' | 'signed-out'

let connection: Connection = 'ok'
const watchers = new Set<() => void>()

export function setConnection(now: Connection): void {
  if (now === connection) return
  connection = now
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

export const useConnection = () => useSyncExternalStore(watch, () => connection)

/** Milliseconds between two askings: thousands of posts may leave in one minute. */
const pace = 1000

/** The first news is acted on at once, what follows it closely together. */
export function gathering(act: (things: string[]) => void): (things: readonly string[]) => void {
  let waiting: Set<string> | undefined
  return (things) => {
    if (waiting) {
      for (const each of things) waiting.add(each)
      return
    }
    waiting = new Set()
    act([...things])
    setTimeout(() => {
      const later = [...(waiting ?? [])]
      waiting = undefined
      if (later.length > 0) act(later)
    }, pace)
  }
}

function isStale(data: unknown): data is { stale: string[] } {
  return typeof data === 'object' && data !== null && 'stale' in data && Array.isArray(data.stale)
}

/** Listens for what others change. After a gap everything is asked again: news may have been missed. */
export function listen(client: QueryClient): () => void {
  const tell = gathering((stale) => void client.invalidateQueries({ predicate: about(stale) }))
  let stream: EventSource
  let [telling, again]: (ReturnType<typeof setTimeout> | undefined)[] = []
  const hear = (event: MessageEvent) => {
    const data: unknown = JSON.parse(String(event.data))
    if (isStale(data)) tell(data.stale)
  }
  const opened = () => {
    clearTimeout(telling)
    telling = undefined
    if (connection === 'ok') return
    setConnection('ok')
    void client.invalidateQueries()
  }
  const broken = () => {
    telling ??= setTimeout(() => connection === 'ok' && setConnection('lost'), patience)
    if (stream.readyState !== EventSource.CLOSED) return
    // Crier answered and refused: asking who I am tells whether the session has ended.
    if (connection !== 'signed-out') void client.refetchQueries({ queryKey: ['GET /me'] })
    again = setTimeout(start, patience)
  }
  function start() {
    stream = new EventSource('/api/live')
    stream.onmessage = hear
    stream.onopen = opened
    stream.onerror = broken
  }
  start()
  return () => {
    clearTimeout(telling)
    clearTimeout(again)
    stream.close()
  }
}

/** Picks the queries whose `about` names one of the things that changed. */
export function about(things: readonly string[]) {
  return ({ meta }: { meta: Record<string, unknown> | undefined }) => {
    const named = meta?.about
    if (!Array.isArray(named)) return false
    // "everything" on either side: news that may have been missed, or a page that tells of all there is.
    if (things.includes('everything') || named.includes('everything')) return true
    return named.some((each) => things.includes(String(each)))
  }
}
