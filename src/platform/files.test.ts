import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { folderFiles } from './files.ts'
import { newId } from './id.ts'

const folder = await mkdtemp(join(tmpdir(), 'crier-files-'))
after(() => rm(folder, { recursive: true }))
const files = folderFiles(folder)
const [council, another] = [newId(), newId()]
const bytes = new TextEncoder().encode('a picture')

test('gives back the bytes that it was given', async () => {
  const { sha256, size } = await files.put(council, bytes)
  assert.equal(size, 9)
  assert.deepEqual(new Uint8Array((await files.get(council, sha256)) ?? []), bytes)
})

test('keeps the files of each council apart', async () => {
  const { sha256 } = await files.put(council, bytes)
  assert.equal(await files.get(another, sha256), null)
})

test('forgets a removed file, and does not mind removing it twice', async () => {
  const { sha256 } = await files.put(another, bytes)
  await files.remove(another, sha256)
  await files.remove(another, sha256)
  assert.equal(await files.get(another, sha256), null)
})

test('takes no name that could leave its folder', async () => {
  await assert.rejects(files.get(council, '../../../etc/passwd'), /named by its council/)
  await assert.rejects(files.get('../..', 'a'.repeat(64)), /named by its council/)
})

test('survives the same file written many times at once', async () => {
  const written = await Promise.all(Array.from({ length: 20 }, () => files.put(council, bytes)))
  assert.equal(new Set(written.map(({ sha256 }) => sha256)).size, 1)
})
