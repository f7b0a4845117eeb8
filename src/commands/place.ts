import { join } from 'node:path'
import { checkDatabase } from '../platform/database-check.ts'
import { Halt } from '../platform/halt.ts'
import { migrate, waitingMigrations } from '../platform/migrate.ts'
import { type Cluster, openCluster } from '../platform/postgres.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import type { Place } from './program.ts'

export const say = (step: string) => console.log(`· ${step}`)

/** A place whose database answers. The built-in server stops with the last who uses it. */
export interface OpenPlace extends Place, AsyncDisposable {
  /** Undefined for a database of the council's own. */
  readonly cluster: Cluster | undefined
  /** Resolves when the built-in server goes away by itself. */
  readonly lost: Promise<void>
}

export async function openPlace(settings: Settings = readSettings()): Promise<OpenPlace> {
  const lost = Promise.withResolvers<void>()
  const { databaseUrl } = settings
  if (databaseUrl !== undefined) {
    await checkDatabase(databaseUrl)
    const nothingToClose = async () => {}
    return {
      settings,
      databaseUrl,
      cluster: undefined,
      lost: lost.promise,
      [Symbol.asyncDispose]: nothingToClose,
    }
  }
  const cluster = await openCluster(clusterFolder(settings), { lost: lost.resolve })
  return {
    settings,
    databaseUrl: cluster.ownerUrl(),
    cluster,
    lost: lost.promise,
    [Symbol.asyncDispose]: () => cluster.close(),
  }
}

export const clusterFolder = ({ dataFolder }: Settings) => join(dataFolder, 'postgres')

export async function bringUpToDate({ databaseUrl }: Place): Promise<void> {
  const applied = await migrate(databaseUrl)
  if (applied.length === 0) return
  const many = applied.length === 1 ? '1 migration' : `${applied.length} migrations`
  say(`Brought the database up to date: ${many}`)
}

/** One of many processes must not change the tables underneath the others. */
export async function insistOnUpToDate({ databaseUrl }: Place): Promise<void> {
  const { length } = await waitingMigrations(databaseUrl)
  if (length === 0) return
  throw new Halt(
    `The database is older than this Crier (${length} to apply): run \`./crier migrate\` first.`,
  )
}
