import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { testDoor } from '../../test/support/door.ts'
import { command, done, query } from './action.ts'
import { nobody, type PersonCaller } from './caller.ts'
import { contract } from './contract.ts'
import { openOwnerPool } from './database.ts'
import { createHttp } from './http.ts'
import { startLive } from './live.ts'
import { silentLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { openApi, openApiPage } from './openapi.ts'
import { holdsRole, signedIn } from './permission.ts'
import { refuse } from './refusal.ts'
import { routes } from './routes.ts'

const { door, database, pool, councilId, as } = await testDoor()

const bells = contract({
  'GET /bells/:bellId': {
    summary: 'Read a bell.',
    input: z.object({ bellId: z.string(), loud: z.coerce.number().default(1) }),
    reply: z.object({ bellId: z.string(), loud: z.number() }),
  },
  'POST /bells/:bellId/ring': {
    summary: 'Ring a bell.',
    input: z.object({ bellId: z.string().max(40), text: z.string().max(100) }),
    reply: z.object({ heard: z.string() }),
  },
})

const table = routes(bells, {
  'GET /bells/:bellId': query({
    shape: bells['GET /bells/:bellId'],
    may: signedIn,
    async do(_at, { bellId, loud }) {
      if (bellId === 'broken') throw new Error('secret detail of a defect')
      return { bellId, loud, secret: 'never sent' }
    },
  }),
  'POST /bells/:bellId/ring': command({
    shape: bells['POST /bells/:bellId/ring'],
    may: holdsRole('administrator'),
    async do(_at, { bellId, text }) {
      if (text === 'no')
        throw refuse.policy('The bell must not say no.', { clauses: ['dacorum:2.2.c'] })
      // An answer that breaks its contract, as only a defect can make one.
      const heard = text === 'odd' ? (7 as unknown as string) : text
      return done({ heard }, { action: 'bell.rung', object: { kind: 'bell', id: bellId } })
    },
  }),
})

const livePool = openOwnerPool(database.ownerUrl)
const live = await startLive(database.ownerUrl, livePool, silentLog)
const app = await createHttp({
  door: {
    run: async (action, caller, input, requestId) => {
      const reply = await door.run(action, caller, input, requestId)
      if (action.kind === 'command')
        live.changed(councilId, [{ action: 'bell.rung', object: { kind: 'bell', id: 'x' } }])
      return reply
    },
  },
  log: silentLog,
  metrics: createMetrics(),
  live,
  publicAddress: 'http://localhost',
  routes: [table],
  trustedProxies: ['127.0.0.1'],
  perMinute: 40,
  metricsToken: 'a-token-for-the-figures',
  sessionOf: (headers) => {
    const session = headers['test-session']
    return typeof session === 'string' ? session : null
  },
  authenticate: async (headers) => {
    const role = headers['test-role']
    // Test callers differ by role only; a person caller is what this helper always makes.
    return typeof role === 'string' ? (as(role) as PersonCaller) : nobody
  },
  ready: async () => {
    await pool.query('select 1')
  },
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
after(async () => {
  app.server.closeAllConnections()
  await app.close()
  await live.stop()
  await livePool.end()
})

let caller = 0
/** Each call comes from an address of its own, so that the rate limit does not join tests. */
const ask = (path: string, init: RequestInit & { role?: string } = {}) =>
  fetch(`${address}${path}`, {
    ...init,
    headers: {
      'x-forwarded-for': `10.0.0.${++caller % 250}`,
      ...(init.role === undefined ? {} : { 'test-role': init.role }),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(init.method === undefined ? {} : { 'crier-request': '1' }),
      ...init.headers,
    },
  })

const ring = (text: unknown, more: object = {}) =>
  ask('/api/bells/7/ring', {
    method: 'POST',
    role: 'administrator',
    body: JSON.stringify({ text }),
    ...more,
  })

test('joins path, query and body to one input, and sends only what the contract names', async () => {
  const response = await ask('/api/bells/7?loud=3', { role: 'author' })
  assert.deepEqual(await response.json(), { bellId: '7', loud: 3 })
  assert.equal(response.headers.get('cache-control'), 'no-store')
})

test('answers a refusal as a problem with its clauses', async () => {
  const response = await ring('no')
  assert.equal(response.status, 422)
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const { reference, ...problem } = await response.json()
  assert.match(reference, /^[0-9a-f-]{36}$/)
  assert.deepEqual(problem, {
    type: '/problems/policy',
    title: 'policy',
    status: 422,
    detail: 'The bell must not say no.',
    clauses: ['dacorum:2.2.c'],
    fields: {},
  })
})

test('shows of a defect only a reference', async () => {
  const response = await ask('/api/bells/broken', { role: 'author' })
  assert.equal(response.status, 500)
  const text = await response.text()
  assert.ok(!text.includes('secret detail'))
  assert.match(JSON.parse(text).detail, /Quote the reference/)
})

test('does not say that nothing was changed when only the answer is wrong', async () => {
  const response = await ring('odd')
  assert.equal(response.status, 500)
  const { detail } = await response.json()
  assert.match(detail, /^It was done, but something went wrong/)
  assert.match(
    (await (await ask('/api/bells/broken', { role: 'author' })).json()).detail,
    /nothing was changed/,
  )
})

test('refuses a change without the header that other sites cannot send', async () => {
  const response = await ring('hello', { headers: { 'crier-request': '' } })
  assert.equal(response.status, 403)
})

test('refuses what is not JSON, not an object, too large or broken', async () => {
  const bodies: [string | Uint8Array<ArrayBuffer>, number][] = [
    ['{"text": ', 422],
    ['[1,2]', 422],
    ['"text"', 422],
    [JSON.stringify({ text: 'x'.repeat(2_000_000) }), 413],
    [new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 422],
  ]
  for (const [body, status] of bodies) {
    const response = await ask('/api/bells/7/ring', { method: 'POST', role: 'administrator', body })
    assert.equal(response.status, status, String(body).slice(0, 20))
  }
  const form = await ring('x', { headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  assert.equal(form.status, 422)
})

test('does not let a body stand in for the path', async () => {
  const body = JSON.stringify({ text: 'hi', bellId: 'another' })
  const response = await ask('/api/bells/7/ring', { method: 'POST', role: 'administrator', body })
  assert.equal(response.status, 200)
})

test('says 404 for what is not there, 401 to nobody, 403 to the wrong role', async () => {
  assert.equal((await ask('/api/nothing', { role: 'author' })).status, 404)
  assert.equal((await ask('/api/bells/7')).status, 401)
  assert.equal((await ring('hi', { role: 'author' })).status, 403)
})

test('sends the headers that keep a browser safe', async () => {
  const { headers } = await ask('/health')
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none';script-src 'self'/)
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
})

test('limits how often one address may ask', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 45; i++) {
    const headers = { 'x-forwarded-for': '10.9.9.9' }
    statuses.push((await ask('/api/bells/7', { role: 'author', headers })).status)
  }
  assert.equal(statuses.filter((status) => status === 200).length, 40)
  assert.equal(statuses.at(-1), 429)
})

test('limits each session for itself where many share an address', async () => {
  const statuses = new Set<number>()
  for (let i = 0; i < 60; i++) {
    const headers = { 'x-forwarded-for': '10.8.8.8', 'test-session': `s${i % 2}` }
    statuses.add((await ask('/api/bells/7', { role: 'author', headers })).status)
  }
  assert.deepEqual([...statuses], [200])
})

test('limits by the route, however its address is written', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 41; i++) {
    const headers = { 'x-forwarded-for': '10.7.7.7' }
    statuses.push((await ask('/%61pi/bells/7', { role: 'author', headers })).status)
  }
  assert.equal(statuses.at(-1), 429)
})

test('asks for its header however the address is written', async () => {
  for (const path of ['/%61pi/bells/7/ring', '/api/%62ells/7/ring', '/%2561pi/bells/7/ring']) {
    const headers = { 'crier-request': '' }
    const body = JSON.stringify({ text: 'hi' })
    const answer = await ask(path, { method: 'POST', role: 'administrator', body, headers })
    assert.ok([403, 404].includes(answer.status), `${path} answered ${answer.status}`)
  }
})

test('refuses what is nested without end, and what is long without end, in a short answer', async () => {
  const deep = (levels: number) => `{"text":${'['.repeat(levels)}${']'.repeat(levels)}}`
  const wide = `{${Array.from({ length: 60_000 }, (_, i) => `"f${i}":1`).join()}}`
  for (const body of [deep(100), deep(2000), deep(400_000), wide]) {
    const answer = await ask('/api/bells/7/ring', { method: 'POST', role: 'administrator', body })
    assert.equal(answer.status, 422)
    assert.ok((await answer.text()).length < 10_000)
  }
})

test('says of an address that it cannot read that it cannot, as a problem', async () => {
  for (const path of ['/api/bells/%E0%A4%A', '/%zz', `/api/bells/${'x'.repeat(12_000)}`]) {
    const answer = await ask(path, { role: 'author' })
    assert.ok([404, 422].includes(answer.status), `answered ${answer.status}`)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
    assert.ok((await answer.text()).length < 1000)
  }
})

test('lets nobody hold a connection open by sending next to nothing', () => {
  assert.ok(app.server.requestTimeout > 0 && app.server.requestTimeout <= 300_000)
  assert.ok(app.server.timeout > 0 && app.server.timeout <= 120_000)
  assert.ok(app.server.headersTimeout > 0 && app.server.headersTimeout <= 60_000)
})

test('reports health and readiness to anybody, and figures to whoever has the token', async () => {
  assert.deepEqual(await (await ask('/ready')).json(), { status: 'ready' })
  for (const authorization of ['', 'Bearer ', 'Bearer a-token-for-the-figure', 'a-token'])
    assert.equal((await ask('/metrics', { headers: { authorization } })).status, 404)
  const authorization = 'Bearer a-token-for-the-figures'
  const figures = await ask('/metrics', { headers: { authorization } })
  assert.match(await figures.text(), /crier_http_request_seconds_count/)
})

test('tells a listening browser of its council what changed, soon after', async () => {
  const response = await ask('/api/live', { role: 'author' })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  assert.ok(reader)
  await ring('hello')
  let heard = ''
  while (!heard.includes('data:')) heard += (await reader.read()).value ?? ''
  await reader.cancel()
  assert.match(heard, /data: {"stale":\["bell"\]}/)
})

test('tells nobody who is not signed in', async () => {
  assert.equal((await ask('/api/live')).status, 401)
})

test('describes every request in OpenAPI 3.1, on a page as well', () => {
  const document = openApi([{ slice: 'bells', table }], 'http://localhost')
  const text = JSON.stringify(document)
  assert.match(text, /"\/bells\/{bellId}\/ring":{"post"/)
  assert.match(text, /"in":"path","required":true/)
  assert.match(
    openApiPage([{ slice: 'bells', table }]),
    /<code>\/bells\/{bellId}\/ring<\/code> Ring a bell/,
  )
})
