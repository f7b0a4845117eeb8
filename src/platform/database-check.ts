import pg from 'pg'
import { Halt } from './halt.ts'
import { postgresMajor } from './postgres-program.ts'

/** Makes sure that a database of the council's own answers and is new enough. */
export async function checkDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    throw new Halt(whyNot(cause, new URL(connectionString)), { cause })
  }
  const { rows } = await client.query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  )
  await client.end()
  const major = rows[0]?.major ?? 0
  if (major >= Number(postgresMajor)) return
  throw new Halt(
    `The database in DATABASE_URL is PostgreSQL ${major} and Crier needs ${postgresMajor} or later: update it, or leave DATABASE_URL unset to use the built-in server.`,
  )
}

/** Never repeats the address whole, because the password is in it. */
function whyNot(cause: unknown, { host, pathname, username }: URL): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === '28P01' || code === '28000') {
    return `The database server at ${host} does not let the user ${username} in: check the user and password in DATABASE_URL.`
  }
  if (code === '3D000') {
    return `The database server at ${host} has no database named ${pathname.slice(1)}: create it, owned by the user in DATABASE_URL.`
  }
  const said =
    typeof code === 'string' ? code : cause instanceof Error ? cause.message : 'no reason'
  return `The database server at ${host} does not answer (${said}): start it, or check the host and port in DATABASE_URL.`
}
