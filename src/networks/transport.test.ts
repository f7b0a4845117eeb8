import assert from 'node:assert/strict'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { fails } from './contract-tests.ts'
import { Transport } from './transport.ts'

const open: { close(): void }[] = []
after(() => {
  for (const server of open) server.close()
})

async function tcp(onConnection: (socket: net.Socket) => void, scheme = 'http'): Promise<URL> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  return new URL(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}

function call(url: URL, more: Partial<Parameters<Transport['send']>[0]> = {}) {
  const transport = new Transport(new Set([url.origin]))
  open.push(transport)
  return transport.send({ step: 'post', method: 'POST', url, headers: {}, deadline: 400, ...more })
}

const answerWith = (text: string) => (socket: net.Socket) => {
  socket.once('data', () => socket.end(text))
}

test('a refused connection is unreachable: nothing was sent', async () => {
  const failure = await fails(call(new URL('http://127.0.0.1:1/')), 'unreachable')
  assert.equal(failure.code, 'ECONNREFUSED')
})

test('a name that does not exist is unreachable', async () => {
  const url = new URL('https://no-such-name.invalid/')
  const transport = new Transport(new Set())
  open.push(transport)
  const asked = transport.send({ step: 'post', method: 'POST', url, headers: {}, deadline: 2000 })
  await fails(asked, 'unreachable')
})

test('a failed TLS handshake is unreachable, although a connection was made', async () => {
  const url = await tcp((socket) => socket.end('this is not TLS'), 'https')
  await fails(call(url), 'unreachable')
})

test('a TLS handshake that never ends is unreachable at the deadline', async () => {
  const failure = await fails(call(await tcp(() => {}, 'https')), 'unreachable')
  assert.equal(failure.code, 'deadline')
})

test('a connection that is reset once the request arrived gives no answer', async () => {
  const url = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
  await fails(call(url, { body: 'x' }), 'no-answer')
})

test('a connection that is reset at once is unreachable only if not a byte arrived', async () => {
  let bytes = 0
  const url = await tcp((socket) => {
    socket.on('data', (data) => {
      bytes += data.length
    })
    socket.resetAndDestroy()
  })
  const kinds = new Set<string>()
  for (let round = 0; round < 50; round += 1) {
    bytes = 0
    const failure = await call(url).then(
      () => assert.fail('It did not fail.'),
      (reason: { kind: string }) => reason,
    )
    kinds.add(failure.kind)
    if (failure.kind === 'unreachable') assert.equal(bytes, 0)
  }
  assert.ok(kinds.isSubsetOf(new Set(['unreachable', 'no-answer'])))
})

test('silence gives no answer, at the deadline and not later', async () => {
  const url = await tcp(() => {})
  const start = performance.now()
  const failure = await fails(call(url, { deadline: 200 }), 'no-answer')
  assert.equal(failure.code, 'deadline')
  assert.ok(performance.now() - start < 1000)
})

test('an answer that drips for ever is cut at the deadline', async () => {
  const url = await tcp((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n')
    const drip = setInterval(() => socket.write(' '), 20)
    socket.on('close', () => clearInterval(drip))
  })
  await fails(call(url, { deadline: 200 }), 'no-answer')
})

test('half an answer is no answer', async () => {
  const half = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'
  await fails(call(await tcp(answerWith(half))), 'no-answer')
})

test('what is not HTTP is no answer', async () => {
  await fails(call(await tcp(answerWith('SSH-2.0-OpenSSH\r\n\r\n'))), 'no-answer')
})

test('an endless answer is given up', async () => {
  const server = http.createServer((_request, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(65536)));
    }
    response.on('drain', more)
    more()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => server.closeAllConnections() }, server)
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const failure = await fails(call(url, { deadline: 5000 }), 'no-answer')
  assert.equal(failure.code, 'answer-too-long')
})

test('a redirect is an answer and is not followed', async () => {
  const moved = 'HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'
  const answer = await call(await tcp(answerWith(moved)))
  assert.equal(answer.status, 302)
  assert.equal(answer.headers.get('location'), 'http://127.0.0.1:1/')
})

test('addresses inside are not called, however they are written', async () => {
  const transport = new Transport(new Set())
  open.push(transport)
  for (const url of [
    'http://social.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
    'https://169.254.169.254/latest/meta-data/',
  ]) {
    const asked = { step: 'limits', method: 'GET', headers: {}, deadline: 1000 } as const
    const failure = await fails(transport.send({ ...asked, url: new URL(url) }), 'unreachable')
    assert.equal(failure.code, 'private-address', url)
  }
})

test('a call that waits for a free connection is given up at the deadline, unsent', async () => {
  let requests = 0
  const url = await tcp((socket) => {
    socket.on('data', () => {
      requests += 1
    })
  })
  const transport = new Transport(new Set([url.origin]))
  open.push(transport)
  const send = (deadline: number) =>
    transport.send({ step: 'post', method: 'POST', url, headers: {}, deadline })
  const busy = Array.from({ length: 64 }, () => fails(send(1500), 'no-answer'))
  const waiting = await fails(send(300), 'unreachable')
  assert.equal(waiting.code, 'deadline')
  await Promise.all(busy)
  assert.equal(requests, 64)
})
