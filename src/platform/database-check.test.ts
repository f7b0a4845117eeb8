import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDatabase } from '../../test/support/database.ts'
import { checkDatabase } from './database-check.ts'
import { Halt } from './halt.ts'

const { ownerUrl } = await emptyDatabase()

test('is content with a database that answers', async () => {
  await checkDatabase(ownerUrl)
})

test('tells a wrong password, a missing database and a silent server apart', async () => {
  const change = (part: (url: URL) => void) => {
    const url = new URL(ownerUrl)
    part(url)
    return url.href
  }
  const faults: [string, RegExp][] = [
    [change((url) => (url.password = 'hunter2')), /does not let the user crier in/],
    [change((url) => (url.pathname = '/nowhere')), /has no database named nowhere/],
    [change((url) => (url.port = '1')), /127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/],
    [change((url) => (url.hostname = 'db.invalid')), /db\.invalid:\d+ does not answer/],
  ]
  for (const [url, sentence] of faults) {
    await assert.rejects(checkDatabase(url), (error) => {
      assert.ok(error instanceof Halt)
      assert.match(error.message, sentence)
      assert.doesNotMatch(error.message, /hunter2/)
      return true
    })
  }
})
