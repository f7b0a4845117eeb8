import { CompiledQuery } from 'kysely'
import { type Writer, write } from '../platform/database.ts'

export interface SealedEntry {
  readonly body: string
  readonly seal: Buffer
}

const insertion =
  'insert into ledger.entry (body, seal) select * from unnest($1::text[], $2::bytea[])'

/** One statement, whose text never varies: every change pays for it. */
export async function insertEntries(db: Writer, entries: readonly SealedEntry[]): Promise<void> {
  const bodies = entries.map(({ body }) => body)
  const seals = entries.map(({ seal }) => seal)
  await write(db).executeQuery(CompiledQuery.raw(insertion, [bodies, seals]))
}
