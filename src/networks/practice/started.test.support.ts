import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { testDatabase } from '../../../test/support/database.ts'
import { openPool } from '../../platform/database.ts'
import { folderFiles } from '../../platform/files.ts'
import { createPracticeServer, type PracticeSetup } from './server.ts'

export interface StartedPractice {
  readonly address: string
  readonly pool: pg.Pool
  readonly folder: string
  readonly defects: Error[]
  stop(): Promise<void>
}

const many = { most: 100_000, seconds: 300 }
const manyOfAll = { calls: many, media: many, deletes: many, posts: many, signIns: many }

/** A practice server on a database and a folder of its own, without rates unless they are given. */
export async function startPractice(more: Partial<PracticeSetup> = {}): Promise<StartedPractice> {
  const database = await testDatabase()
  const pool = openPool(database.url)
  const folder = await mkdtemp(join(tmpdir(), 'crier-practice-'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const defects: Error[] = []
  const app = createPracticeServer({
    pool,
    files: folderFiles(folder),
    publicAddress: address,
    rates: manyOfAll,
    onDefect: (error) => defects.push(error),
    ...more,
  })
  await app.listen({ host: '127.0.0.1', port })
  return {
    address,
    pool,
    folder,
    defects,
    async stop() {
      await app.close()
      await pool.end()
      await rm(folder, { recursive: true })
    },
  }
}

/** Its own address is part of what it says, so the port is chosen before it listens. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
