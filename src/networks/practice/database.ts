import type pg from 'pg'

/**
 * The practice network's own way to its tables. It stands for somebody else's service, so it does
 * not pass Crier's door, sees no council, and writes no ledger.
 */
export class PracticeDatabase {
  readonly #pool: Pick<pg.Pool, 'query' | 'connect'>

  constructor(pool: Pick<pg.Pool, 'query' | 'connect'>) {
    this.#pool = pool
  }

  get all(): Query {
    return (sql, values) => rowsOf(this.#pool, sql, values)
  }

  async transaction<Result>(work: (all: Query) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect()
    try {
      await client.query('begin')
      const result = await work((sql, values) => rowsOf(client, sql, values))
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    } finally {
      client.release()
    }
  }
}

/** Asks, and gives the rows. What a row holds is said by the statement beside it. */
export type Query = <Row extends pg.QueryResultRow>(
  sql: string,
  values?: readonly unknown[],
) => Promise<Row[]>

async function rowsOf<Row extends pg.QueryResultRow>(
  on: Pick<pg.Pool, 'query'>,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const encoded = values.map((value) =>
    value instanceof Temporal.Instant ? value.toString() : value,
  )
  return (await on.query<Row>(sql, encoded)).rows
}
