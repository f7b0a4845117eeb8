import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const superuser = new pg.Client({ connectionString: database.superuserUrl })
const application = new pg.Client({ connectionString: database.url })
before(() => Promise.all([superuser.connect(), application.connect()]))
after(() => Promise.all([superuser.end(), application.end()]))
// The database may be dropped from under them at the very end.
for (const client of [superuser, application]) client.on('error', () => {})

/** Tables that hold no council's rows: what they are for instead. */
const noCouncils: Readonly<Record<string, string>> = {
  'platform.migration': 'which migrations were applied',
  'publishing.worker': 'signs of life of the sender’s processes',
  'people.installation': 'whether the first council was set up',
  'people.sign_in_attempt': 'limits on sign-in, before anybody is known',
  'people.verification': 'short-lived secrets of a sign-in, before anybody is known',
}

async function names(sql: string): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(sql)
  return rows.map(({ name }) => name)
}

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'practice')
  and n.nspname not like 'pg_%' and c.relkind = 'r'`
const tables = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours}`
const named = `n.nspname || '.' || c.relname as name`
const hasCouncil = `exists (select from pg_attribute a where a.attrelid = c.oid
  and a.attname = 'council_id' and not a.attisdropped)`

test('forces row-level security on every table that holds a council’s rows', async () => {
  const open = await names(
    `select ${named} ${tables} and (${hasCouncil} or c.oid = 'people.council'::regclass)
     and not (c.relrowsecurity and c.relforcerowsecurity)`,
  )
  assert.deepEqual(open, [])
})

test('knows every table that holds no council’s rows', async () => {
  const found = await names(
    `select ${named} ${tables} and not ${hasCouncil} and c.oid <> 'people.council'::regclass order by 1`,
  )
  assert.deepEqual(found, Object.keys(noCouncils).sort())
})

test('gives the application’s role no way around', async () => {
  const { rows } = await superuser.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'crier_app'`,
  )
  assert.deepEqual(rows, [
    { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
  ])
  const owned = await names(
    `select ${named} ${tables} and pg_get_userbyid(c.relowner) = 'crier_app'`,
  )
  assert.deepEqual(owned, [])
  const emptied = await names(
    `select ${named} ${tables} and has_table_privilege('crier_app', c.oid, 'truncate')`,
  )
  assert.deepEqual(emptied, [])
})

test('lets the application add to the ledger and read it, nothing else', async () => {
  for (const right of ['update', 'delete', 'truncate', 'references', 'trigger']) {
    const held = await names(
      `select ${named} ${tables} and n.nspname = 'ledger' and has_table_privilege('crier_app', c.oid, '${right}')`,
    )
    assert.deepEqual(held, [], right)
  }
})

test('shows a connection that names no council no rows at all', async () => {
  const readable = await names(
    `select ${named} ${tables} and ${hasCouncil} and has_table_privilege('crier_app', c.oid, 'select')`,
  )
  assert.ok(readable.length > 15, 'there are tables to look into')
  for (const name of readable) {
    const { rows } = await application.query(`select count(*)::int as seen from ${name}`)
    assert.deepEqual(rows, [{ seen: 0 }], name)
  }
})

test('writes nothing where no council is named', async () => {
  const attempt = application.query(
    `insert into people.council (id, slug, name, nation, created_at)
     values (gen_random_uuid(), 'sly', 'Sly', 'E', now())`,
  )
  await assert.rejects(attempt, /row-level security|permission denied/)
})
