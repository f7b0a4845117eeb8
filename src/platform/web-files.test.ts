import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { Refusal } from './refusal.ts'
import { serveWeb } from './web-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'crier-web-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Crier</title>')
writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
writeFileSync(join(folder, 'assets/main-abc.js'), 'plain')
writeFileSync(join(folder, 'assets/main-abc.js.gz'), gzipSync('plain'))

const app = fastify()
app.setErrorHandler((error, _request, reply) => {
  reply.code(error instanceof Refusal ? error.status : 500).send({})
})
await serveWeb(app, folder)
const address = await app.listen({ port: 0, host: '127.0.0.1' })
after(async () => {
  app.server.closeAllConnections()
  await app.close()
  rmSync(folder, { recursive: true })
})

const headerOf = async (path: string, name: string) =>
  (await fetch(`${address}${path}`)).headers.get(name)

test('keeps hashed files for a year and the page that names them not at all', async () => {
  assert.match(
    (await headerOf('/assets/main-abc.js', 'cache-control')) ?? '',
    /31536000, immutable/,
  )
  assert.equal(await headerOf('/favicon.svg', 'cache-control'), 'public, max-age=3600')
  assert.equal(await headerOf('/', 'cache-control'), 'no-store')
  assert.equal(await headerOf('/posts/new', 'cache-control'), 'no-store')
})

test('sends what was compressed at build, to those who can read it', async () => {
  assert.equal(await headerOf('/assets/main-abc.js', 'content-encoding'), 'gzip')
  assert.equal(await (await fetch(`${address}/assets/main-abc.js`)).text(), 'plain')
})

test('gives the page for its own addresses only', async () => {
  const page = await fetch(`${address}/channels/7?connected=yes`)
  assert.match(await page.text(), /<title>Crier/)
  for (const path of ['/assets/gone-abc.js', '/api/nothing'])
    assert.equal((await fetch(`${address}${path}`)).status, 404, path)
})

test('gives nothing that stands outside its folder', async () => {
  for (const path of ['/..%2f..%2fetc/passwd', '/assets/..%2f..%2f..%2fetc/passwd', '/%2e%2e/x']) {
    const text = await (await fetch(`${address}${path}`)).text()
    assert.doesNotMatch(text, /root:/)
  }
})
