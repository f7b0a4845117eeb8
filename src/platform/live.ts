import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { EntryDraft } from './action.ts'
import type { Log } from './log.ts'

const channel = 'crier_live'

type Hear = (kinds: readonly string[]) => void

/** Tells browsers which kinds of thing changed, across all processes of an installation. */
export interface Live {
  /** Notes a change; news is gathered for a moment and sent once. */
  changed(councilId: string, entries: readonly EntryDraft[]): void
  listen(councilId: string, hear: Hear): () => void
  stop(): Promise<void>
}

/** PostgreSQL's NOTIFY serializes commits, so it is never sent inside a change, only after it. */
const gatherMilliseconds = 100

export async function startLive(url: string, pool: pg.Pool, log: Log): Promise<Live> {
  const listeners = new Map<string, Set<Hear>>()
  const gathered = new Map<string, Set<string>>()
  let timer: NodeJS.Timeout | undefined

  const tell = (councilId: string, kinds: readonly string[]) => {
    for (const hear of listeners.get(councilId) ?? []) hear(kinds)
  }

  const flush = async () => {
    timer = undefined
    const messages = [...gathered].map(([council, kinds]) => JSON.stringify([council, ...kinds]))
    gathered.clear()
    try {
      await pool.query('select pg_notify($1, unnest($2::text[]))', [channel, messages])
    } catch (error) {
      // A lost hint costs freshness only: screens also ask again by themselves.
      log.warn({ err: error }, 'live news was not sent')
    }
  }

  const ear = await listenTo(url, log, (message) => {
    const [council, ...kinds]: string[] = JSON.parse(message ?? '[]')
    if (council !== undefined) tell(council, kinds)
    // After a lost connection nobody knows what was missed.
    else for (const each of listeners.keys()) tell(each, ['everything'])
  })

  return {
    changed(councilId, entries) {
      const kinds = gathered.get(councilId) ?? new Set()
      for (const entry of entries) kinds.add(entry.object.kind)
      gathered.set(councilId, kinds)
      timer ??= setTimeout(flush, gatherMilliseconds)
    },
    listen(councilId, hear) {
      const of = listeners.get(councilId) ?? new Set()
      listeners.set(councilId, of.add(hear))
      return () => {
        of.delete(hear)
        if (of.size === 0) listeners.delete(councilId)
      }
    },
    async stop() {
      clearTimeout(timer)
      await ear.stop()
    },
  }
}

/** A connection that listens, and comes back by itself; `hear(null)` says that it did. */
async function listenTo(url: string, log: Log, hear: (message: string | null) => void) {
  const stopping = new AbortController()
  let ear = await open()

  async function open() {
    const client = new pg.Client({
      ...{ connectionString: url, application_name: 'crier live' },
      ...{ keepAlive: true, connectionTimeoutMillis: 10_000 },
    })
    const ended = Promise.withResolvers<void>()
    client.on('notification', ({ payload }) => hear(payload ?? null))
    // A break is told as an error, twice even, and then as the end; only the end is acted on.
    client.on('error', () => {})
    client.once('end', ended.resolve)
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
    } catch (error) {
      client.end().catch(() => {})
      throw error
    }
    return { client, ended: ended.promise }
  }

  async function keepOpen() {
    while (!stopping.signal.aborted) {
      await ear.ended
      if (stopping.signal.aborted) return
      log.warn('live news lost its connection')
      const again = await reopen()
      if (again === null) return
      ear = again
      hear(null)
    }
  }

  async function reopen() {
    for (;;) {
      await pause(1000, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return null
      const opened = await open().catch(() => null)
      if (opened === null) continue
      if (!stopping.signal.aborted) return opened
      await opened.client.end().catch(() => {})
    }
  }

  const kept = keepOpen()
  return {
    async stop() {
      stopping.abort()
      await ear.client.end().catch(() => {})
      await kept
    },
  }
}
