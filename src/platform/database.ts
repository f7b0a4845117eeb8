import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'

const connection = Symbol('connection')
const writes = Symbol('writes')

/** A READ ONLY transaction of one council. Only a store looks inside, with `read`. */
export interface Reader {
  readonly councilId: string | null
  readonly [connection]: Kysely<never>
}

/** A transaction that may write. Every Writer is a Reader, never the other way about. */
export interface Writer extends Reader {
  readonly [writes]: true
}

/** No raw SQL and no inserts: what a query needs and no more. */
export type ReadQueries<Tables> = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'fn'>
export type WriteQueries<Tables> = Omit<Kysely<Tables>, 'transaction' | 'destroy' | 'connection'>

export function read<Tables>(db: Reader): ReadQueries<Tables> {
  return db[connection] as unknown as Kysely<Tables>
}

export function write<Tables>(db: Writer): WriteQueries<Tables> {
  return db[connection] as unknown as Kysely<Tables>
}

/** Opens the application's pool: a role that cannot bypass row-level security, in UTC. */
export function openPool(url: string, options: { role?: string; max?: number } = {}): pg.Pool {
  const role = options.role ?? 'crier_app'
  return steady({
    connectionString: url,
    max: options.max ?? 10,
    options: `-c role=${role} -c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000`,
    types: { getTypeParser },
  })
}

/** The owner's pool, for what is no council's: the queue of jobs and notifications. */
export function openOwnerPool(url: string, max = 4): pg.Pool {
  return steady({ connectionString: url, max })
}

/** Whoever waits longer for a connection is told so, instead of waiting for ever. */
const longestWait = 20_000

/** A pool that outlives its server: a broken connection fails its own query and is replaced. */
export function steady(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis: longestWait, keepAlive: true, ...config })
  // Idle or in use, a connection that breaks also says so as an event. Unheard, that would end the
  // whole process; the query has failed already, or there is none.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const away =
  /^(08...|57P0[123]|53300|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/
// The driver gives these no code.
const awayWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether the database went away under a piece of work, or has no connection left for it. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isAway)
  return ('code' in error && away.test(String(error.code))) || awayWords.test(error.message)
}

/** One transaction on one connection, for one council (null: no council's rows can be seen). */
export function overClient(client: pg.PoolClient, councilId: string | null): Writer {
  const kysely = new Kysely<never>({ dialect: dialectOver(client) })
  return { councilId, [connection]: kysely, [writes]: true }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The statement that opens a transaction and names its council, in one round trip. */
export function beginFor(councilId: string | null, readOnly: boolean): string {
  if (councilId !== null && !uuid.test(councilId)) throw new Error('A council id must be a UUID.')
  const begin = readOnly ? 'begin read only' : 'begin'
  return `${begin}; select set_config('crier.council', '${councilId ?? ''}', true)`
}

function dialectOver(client: pg.PoolClient) {
  const single: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const name = statementName(query.sql)
      const result = await client.query<R & pg.QueryResultRow>({
        text: query.sql,
        values: query.parameters.map(encode),
        ...(name === null ? {} : { name }),
      })
      return {
        rows: result.rows,
        ...(result.rowCount === null ? {} : { numAffectedRows: BigInt(result.rowCount) }),
      }
    },
    streamQuery() {
      throw new Error('Queries inside a transaction are not streamed.')
    },
  }
  const nothing = async () => {}
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => single,
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    }),
  }
}

// Prepared statements save the planning, which row-level security makes costly. Lists of varying
// length would make endless names, so only the first ones are kept.
const names = new Map<string, string>()
const mostNames = 800

function statementName(sql: string): string | null {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= mostNames) return null
  const name = `s${names.size}`
  names.set(sql, name)
  return name
}

function encode(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return value.toString()
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.PlainDateTime)
    return value.toString()
  return value
}

const parsers: Partial<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.TIMESTAMPTZ]: (text) => Temporal.Instant.from(text.replace(' ', 'T')),
  [pg.types.builtins.TIMESTAMP]: (text) => Temporal.PlainDateTime.from(text.replace(' ', 'T')),
  [pg.types.builtins.DATE]: (text) => Temporal.PlainDate.from(text),
  [pg.types.builtins.INT8]: (text) => {
    const number = Number(text)
    if (!Number.isSafeInteger(number)) throw new Error('A number from the database is too large.')
    return number
  },
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  const own = format === 'binary' ? undefined : parsers[oid]
  return own ?? pg.types.getTypeParser(oid, format)
}
