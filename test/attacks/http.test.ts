import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { demoEmail } from '../../src/people/index.ts'
import { startApp } from '../support/app.ts'

// As on a machine where nobody set a proxy.
const app = await startApp({ work: false, env: { CRIER_TRUSTED_PROXIES: '' } })
const administrator = await app.signIn('administrator')
const { port } = new URL(app.address)

/** What the server says to these very bytes, until it hangs up. */
function spoken(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (part) => {
      heard += part
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
    setTimeout(() => socket.destroy(), 3000).unref()
  })
}

async function cookieOf(who: Parameters<typeof demoEmail>[0]): Promise<string> {
  const { headers } = await app.visitor()('POST', '/api/auth/sign-in/email', {
    email: demoEmail(who),
    password: app.password,
  })
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return cookies.join('; ')
}

test('a change asks for its header, however its address is written', async () => {
  for (const path of ['/api', '/%61pi', '/%61%70%69', '/api/%6de/../']) {
    const { status } = await administrator('POST', `${path}/me/sessions/end-others`, undefined, {
      'crier-request': '',
    })
    assert.ok([403, 404].includes(status), `${path} answered ${status}`)
  }
})

test('every request is counted, however its address is written and whoever it says it is', async () => {
  const visitor = app.visitor()
  const left = async (path: string, address: string) => {
    const { headers } = await visitor('GET', path, undefined, { 'x-forwarded-for': address })
    return Number(headers.get('x-ratelimit-remaining') ?? Number.NaN)
  }
  const first = await left('/api/sign-in', '203.0.113.1')
  assert.equal(await left('/%61pi/sign-in', '203.0.113.2'), first - 1)
  assert.equal(await left('/api/sign-in', '203.0.113.3'), first - 2)
})

test('a forged session does not get a share of its own', async () => {
  const visitor = app.visitor()
  const left = async (cookie: string) => {
    const { headers } = await visitor('GET', '/api/sign-in', undefined, { cookie })
    return Number(headers.get('x-ratelimit-remaining'))
  }
  const first = await left('crier.session_token=one.AAAA')
  assert.equal(await left('crier.session_token=two.BBBB'), first - 1)
})

const smuggled = [
  'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\n\r\n',
  'content-length: 5\r\ncontent-length: 6\r\n\r\nhello!',
  'transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n',
  'transfer-encoding : chunked\r\n\r\n0\r\n\r\n',
  'content-length: +5\r\n\r\nhello',
]
for (const [index, bytes] of smuggled.entries())
  test(`a request with two lengths, or an odd one, is no request (${index + 1})`, async () => {
    const heard = await spoken(`POST /api/me HTTP/1.1\r\nhost: x\r\n${bytes}`)
    assert.match(heard, /^HTTP\/1\.1 400 /)
    assert.equal(heard.match(/HTTP\/1\.1/g)?.length, 1)
  })

const methods = ['OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'PATCH', 'FOO', 'get']
for (const method of methods)
  test(`the method ${method} does nothing`, async () => {
    const heard = await spoken(`${method} /api/me HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    assert.match(heard, /^HTTP\/1\.1 4\d\d /)
  })

test('thousands of headers and endless addresses are refused, and the server goes on', async () => {
  const start = 'GET /api/me HTTP/1.1\r\nhost: x\r\n'
  assert.match(await spoken(`${start}${'a: b\r\n'.repeat(5000)}\r\n`), /^HTTP\/1\.1 431 /)
  assert.match(await spoken(`GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`), /^HTTP\/1\.1 431 /)
  assert.equal((await administrator('GET', '/api/me')).status, 200)
})

test('names that programs give their own things are only names', async () => {
  const bodies = ['{"__proto__":{"roles":["administrator"]}}', '{"constructor":{"prototype":{}}}']
  for (const body of bodies) {
    const answer = await fetch(`${app.address}/api/posts`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'crier-request': '1' },
        cookie: await cookieOf('author'),
      },
      body,
    })
    assert.equal(answer.status, 422)
  }
  const query = '__proto__=1&constructor=2&hasOwnProperty=3'
  assert.equal((await administrator('GET', `/api/people?${query}`)).status, 422)
  assert.equal(Reflect.get({}, 'roles'), undefined)
})

test('figures are not for the internet', async () => {
  assert.equal((await app.visitor()('GET', '/metrics')).status, 404)
})

/** A browser that listens; `ended` resolves when the server hangs up. */
async function listening(cookie: string) {
  const abort = new AbortController()
  const response = await fetch(`${app.address}/api/live`, {
    headers: { cookie },
    signal: abort.signal,
  })
  const ended = response.text().then(
    () => 'ended',
    () => 'ended',
  )
  return { status: response.status, ended, leave: () => abort.abort() }
}

test('whoever is suspended hears nothing more, at once', async () => {
  const { ended, status, leave } = await listening(await cookieOf('newcomer'))
  const other = await listening(await cookieOf('author'))
  assert.equal(status, 200)
  const { body } = await administrator('GET', '/api/people?search=newcomer')
  const { people } = z.object({ people: z.array(z.object({ id: z.uuid() })) }).parse(body)
  await administrator('POST', `/api/people/${people[0]?.id}/suspensions`, {
    ...{ channelIds: null, reason: 'For this test.' },
  })
  assert.equal(await Promise.race([ended, pause(3000, 'still listening')]), 'ended')
  assert.equal(await Promise.race([other.ended, pause(300, 'still listening')]), 'still listening')
  for (const each of [leave, other.leave]) each()
})

test('whoever signs out hears nothing more, at once', async () => {
  const visitor = await app.signIn('moderator')
  const cookie = await cookieOf('moderator')
  const { ended, leave } = await listening(cookie)
  await visitor('POST', '/api/me/sessions/end-others')
  assert.equal(await Promise.race([ended, pause(3000, 'still listening')]), 'ended')
  leave()
})

test('one person listens in twenty windows and no more, and closing them makes room', async () => {
  const cookie = await cookieOf('approver')
  const windows = await Promise.all(Array.from({ length: 22 }, () => listening(cookie)))
  const statuses = windows.map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 200).length, 20)
  assert.equal(statuses.filter((status) => status === 429).length, 2)
  for (const { leave } of windows) leave()
  await pause(200)
  const again = await listening(cookie)
  assert.equal(again.status, 200)
  again.leave()
})

test('nobody listens without signing in, and a question about the stream opens none', async () => {
  assert.equal((await listening('')).status, 401)
  const heard = await spoken(
    `HEAD /api/live HTTP/1.1\r\nhost: x\r\ncookie: ${await cookieOf('author')}\r\nconnection: close\r\n\r\n`,
  )
  assert.match(heard, /^HTTP\/1\.1 404 /)
})

test('two hundred requests at once are all answered', async () => {
  const visitor = await app.signIn('communications')
  const answers = await Promise.all(Array.from({ length: 200 }, () => visitor('GET', '/api/today')))
  const odd = answers.filter(({ status }) => status !== 200).map(({ status }) => status)
  assert.deepEqual(odd, [])
})

test('browsers that go away before their answer leave no connection behind', async () => {
  const cookie = await cookieOf('author')
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const signal = AbortSignal.timeout(5)
      await fetch(`${app.address}/api/today`, { headers: { cookie }, signal }).catch(() => {})
    }),
  )
  await pause(500)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => administrator('GET', '/api/me')),
  )
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
})
