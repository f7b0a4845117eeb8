import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { emptyDatabase } from '../../test/support/database.ts'
import { Halt } from './halt.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const scratch = mkdtempSync(join(tmpdir(), 'crier-migrations-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const one = aMigration('0001-a.sql', 'create table platform.a (id int)')
const two = aMigration('0002-b.sql', 'create table platform.b (id int)')
const three = aMigration('0003-c.sql', 'create table platform.c (id int)')

test('applies what is new, in order, and nothing twice', async () => {
  const { ownerUrl } = await emptyDatabase()
  assert.deepEqual(names(await migrate(ownerUrl, [one])), ['a'])
  assert.deepEqual(names(await migrate(ownerUrl, [one, two, three])), ['b', 'c'])
  assert.deepEqual(await migrate(ownerUrl, [one, two, three]), [])
  const rows = await ask(ownerUrl, 'select number, sha256 from platform.migration order by 1')
  assert.deepEqual(
    rows,
    [one, two, three].map(({ number, sha256 }) => ({ number, sha256 })),
  )
})

test('makes the job tables first, so that a migration may name them', async () => {
  const { ownerUrl } = await emptyDatabase()
  const uses = aMigration('0001-uses.sql', 'select count(*) from graphile_worker.jobs')
  assert.deepEqual(names(await migrate(ownerUrl, [uses])), ['uses'])
})

test('leaves the database as it was when a migration fails, and names the line', async () => {
  const { ownerUrl } = await emptyDatabase()
  const broken = aMigration('0002-broken.sql', 'create table platform.b (id int);\n\nselec 1;')
  await assert.rejects(
    migrate(ownerUrl, [one, broken]),
    halt(/^migrations\/0002-broken\.sql could not be applied.*syntax error.*\(line 3\)$/),
  )
  assert.deepEqual(await ask(ownerUrl, `select to_regclass('platform.b') as b`), [{ b: null }])
  assert.deepEqual(names(await migrate(ownerUrl, [one, two])), ['b'])
})

test('takes turns when two processes migrate at once', async () => {
  const { ownerUrl } = await emptyDatabase()
  const both = await Promise.all([1, 2, 3, 4].map(() => migrate(ownerUrl, [one, two])))
  assert.deepEqual(both.map(names).sort().at(-1), ['a', 'b'])
  assert.equal(both.flat().length, 2)
})

test('refuses a database that is newer than the code', async () => {
  const { ownerUrl } = await emptyDatabase()
  await migrate(ownerUrl, [one, two])
  await assert.rejects(migrate(ownerUrl, [one]), halt(/made by a newer Crier.*0002-b\.sql/))
})

test('refuses a migration that was edited after it was applied', async () => {
  const { ownerUrl } = await emptyDatabase()
  await migrate(ownerUrl, [one])
  const edited = aMigration('0001-a.sql', 'create table platform.a (id bigint)')
  await assert.rejects(migrate(ownerUrl, [edited]), halt(/0001-a\.sql is not the file/))
})

test('refuses a migration that would come before one already applied', async () => {
  const { ownerUrl } = await emptyDatabase()
  await migrate(ownerUrl, [one, two, three])
  await ask(ownerUrl, 'delete from platform.migration where number = 2')
  await assert.rejects(migrate(ownerUrl, [one, two, three]), halt(/not migrations\/0002-b\.sql/))
})

test('refuses a folder with a gap, a double number or a strange name', async () => {
  const { ownerUrl } = await emptyDatabase()
  await assert.rejects(migrate(ownerUrl, [one, three]), halt(/migration 0002 is missing/))
  const other = aMigration('0001-other.sql', 'select 1')
  await assert.rejects(migrate(ownerUrl, [one, other]), halt(/two migrations have the number/i))
  writeFileSync(join(scratch, '4-four.sql'), '')
  assert.throws(() => readMigrations(scratch), halt(/4-four\.sql is not named like/))
})

test("applies the project's own history to an empty database", async () => {
  const { ownerUrl } = await emptyDatabase()
  const own = readMigrations()
  assert.deepEqual(names(await migrate(ownerUrl, own)), names(own))
})

function aMigration(file: string, sql: string): Migration {
  const folder = mkdtempSync(join(scratch, 'one-'))
  writeFileSync(join(folder, file), sql)
  const [migration] = readMigrations(folder)
  if (!migration) throw new Error(`${file} was not read.`)
  return migration
}

const names = (migrations: readonly Migration[]) => migrations.map(({ name }) => name)

const halt = (sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Halt, String(error))
  assert.match(error.message, sentence)
  return true
}

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
