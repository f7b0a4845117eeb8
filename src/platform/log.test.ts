import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../../test/support/database.ts'
import { createLog } from './log.ts'

const database = await testDatabase()

/** The line that an error leaves in the log. */
function lineOf(err: unknown): string {
  let line = ''
  const write = (text: string) => {
    line += text
  }
  createLog('info', { write }).error({ err }, 'a defect')
  return line
}

async function failureOf(sql: string, values: unknown[] = []): Promise<Error> {
  const client = new pg.Client({ connectionString: database.superuserUrl })
  await client.connect()
  try {
    await client.query(sql, values)
  } catch (error) {
    if (error instanceof Error) return error
  } finally {
    await client.end()
  }
  return assert.fail('the statement did not fail')
}

const typed = 'somebody@brackenshire.example'

test('keeps the row out that the database could not take', async () => {
  const insert = `insert into people.council (id, slug, name, nation, created_at)
    values ('01a1f869-ce0f-7000-91a7-407a2dd9b1ef', $1, $2, 'E', now())`
  const failed = await failureOf(insert, ['Not A Slug', typed])
  assert.match(JSON.stringify(failed), /somebody@/, 'the error itself holds it')
  const line = lineOf(failed)
  assert.doesNotMatch(line, /somebody|Not A Slug/)
  assert.match(line, /"constraint":"council_slug_check"/)
  assert.match(line, /"code":"23514"/)
  assert.match(line, /violates check constraint/)
})

test('keeps the value out that the database could not read', async () => {
  const line = lineOf(await failureOf('select $1::uuid', ['swordfish']))
  assert.doesNotMatch(line, /swordfish/)
  assert.match(line, /invalid input syntax for type uuid/)
})

test('keeps out what a parser choked on, and what it was quoted in', () => {
  const parse = (text: string) => {
    try {
      return JSON.parse(text)
    } catch (error) {
      return error
    }
  }
  for (const text of ['swordfish', '{"a": swordfish', `{"a": "${'swordfish '.repeat(20)}`])
    assert.doesNotMatch(lineOf(parse(text)), /swordfish/)
  assert.doesNotMatch(lineOf(new TypeError('Invalid URL', { cause: parse('swordfish') })), /swordf/)
})

test('keeps out whom a mail server refused', () => {
  const refused = Object.assign(
    new Error(`Can't send mail - all recipients were rejected: 550 <${typed}>: unknown`),
    { code: 'EENVELOPE', responseCode: 550, rejected: [typed], response: `550 <${typed}>` },
  )
  const line = lineOf(new Error('the job failed', { cause: refused }))
  assert.doesNotMatch(line, /somebody/)
  assert.match(line, /"responseCode":550/)
  assert.match(line, /all recipients were rejected/)
})

test('tells where it happened, and which table', () => {
  const error = Object.assign(new Error('relation "people.x" does not exist'), { code: '42P01' })
  const line = lineOf(error)
  assert.match(line, /relation \\"people\.x\\" does not exist/)
  assert.match(line, /log\.test\.ts/)
  assert.match(lineOf('thrown by somebody'), /"type":"string"/)
})
