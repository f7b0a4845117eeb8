import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster } from '../platform/postgres.ts'
import type { ServerSettings } from '../platform/postgres-server.ts'
import { heedStop } from './child.ts'

/** Every safety traded for speed, for databases that hold nothing worth keeping. */
export const hasty: ServerSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '10min',
  log_min_messages: 'fatal',
}

/** A database server in a folder of its own, gone with all that is in it when the work is done. */
export async function withCluster(
  { durable }: { durable: boolean },
  work: (folder: string) => Promise<number>,
): Promise<number> {
  using stop = heedStop()
  const parent = mkdtempSync(join(tmpdir(), 'crier-'))
  const folder = join(parent, 'postgres')
  try {
    const settings = { ...(durable ? {} : hasty), max_connections: '300' }
    await using _cluster = await openCluster(folder, { durable, settings })
    stop.check()
    return await work(folder)
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}
