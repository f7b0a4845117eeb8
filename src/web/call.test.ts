import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { call } from './call.ts'
import { Problem } from './problem.ts'

/** A browser reads addresses against the page's own origin; Node has none, so this gives it one. */
const plainFetch = globalThis.fetch
const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  seen.push({
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body,
  })
  if (request.url === '/api/people/gone') {
    response.writeHead(404, { 'content-type': 'application/problem+json' })
    response.end('{"type":"/problems/not-found","detail":"That person does not exist."}')
  } else if (request.url === '/api/roles') {
    response.socket?.destroy()
  } else response.end('{"ended":2}')
})

before(async () => {
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.address() as AddressInfo
  globalThis.fetch = (path, options) =>
    plainFetch(`http://127.0.0.1:${port}${String(path)}`, options)
})
after(() => {
  globalThis.fetch = plainFetch
  server.close()
})

test('sends one flat input to the right place, marked as ours', async () => {
  const reply = await call('POST /people/:personId/sessions/end', { personId: 'p', reason: 'Left' })
  assert.deepEqual(reply, { ended: 2 })
  const last = seen.at(-1)
  assert.equal(last?.url, '/api/people/p/sessions/end')
  assert.equal(last?.body, '{"reason":"Left"}')
  assert.equal(last?.headers['crier-request'], '1')
  assert.equal(last?.headers['content-type'], 'application/json')
})

test('throws what the server refuses as a problem', async () => {
  await assert.rejects(call('GET /people/:personId', { personId: 'gone' }), (why) => {
    assert.ok(why instanceof Problem)
    assert.equal(why.kind, 'not-found')
    assert.equal(why.message, 'That person does not exist.')
    return true
  })
})

test('an answer that never comes is a problem of its own', async () => {
  await assert.rejects(call('GET /roles', {}), (why) => {
    assert.ok(why instanceof Problem)
    assert.equal(why.kind, 'no-answer')
    return true
  })
})

test('what was called off is no problem to show', async () => {
  const stop = AbortSignal.abort()
  await assert.rejects(call('GET /roles', {}, { signal: stop }), { name: 'AbortError' })
})
