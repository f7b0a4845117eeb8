import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { wordsFor } from './words.ts'

const src = join(import.meta.dirname, '../..')

test('every kind of entry that the slices write has words', () => {
  const written = globSync('*/{*,actions/*,sign-in/*}.ts', { cwd: src })
    .filter((path) => !/\.test\.|fixtures|^(platform|ledger|web)\//.test(path))
    .flatMap((path) => [
      ...readFileSync(join(src, path), 'utf8').matchAll(/action: '([a-z]+\.[a-z-]+)'/g),
    ])
    .map(([, action = '']) => action)
  assert.ok(written.length > 20, 'the entries are written in some other way now')
  assert.deepEqual(
    [...new Set(written)].filter((action) => wordsFor(action) === action),
    [],
  )
})

test('an entry of a kind that it does not know keeps its own word', () => {
  assert.equal(wordsFor('moon.landed'), 'moon.landed')
})
