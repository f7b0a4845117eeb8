import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Refusal } from '../../platform/refusal.ts'
import { anItem, fails, networkContract, onePixel } from '../contract-tests.ts'
import type { FailureKind } from '../failure.ts'
import type { Network, Publishing } from '../network.ts'
import { type FakeMastodon, startFakeMastodon } from './fake.ts'
import type { FakeCall, Fault } from './fake-faults.ts'
import { mastodon } from './index.ts'

async function authorise(address: string): Promise<Record<string, string>> {
  const answer = await fetch(address, { redirect: 'manual' })
  return Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams)
}

const networkFor = (fake: FakeMastodon) =>
  mastodon({
    practiceAddress: null,
    allow: [fake.address],
    deadlines: { read: 300, write: 300, upload: 3000 },
  })

networkContract('mastodon, against its fake,', async () => {
  const fake = await startFakeMastodon()
  return {
    network: networkFor(fake),
    answers: { server: fake.address },
    authorise,
    stop: () => fake.close(),
  }
})

let fake: FakeMastodon
let network: Network
let publishing: Publishing

before(async () => {
  fake = await startFakeMastodon({ slowBy: 600 })
  network = networkFor(fake)
  assert.ok(network.publishing)
  publishing = network.publishing
})
after(() => fake.close())

const once = (on: FakeCall, ...script: Fault[]) => fake.plan({ on: [on], script })

const outcomes: [Fault, FailureKind, number][] = [
  ['hang-before', 'no-answer', 0],
  ['hang-after', 'no-answer', 1],
  ['reset-before', 'no-answer', 0],
  ['reset-after', 'no-answer', 1],
  ['error-before', 'no-answer', 0],
  ['error-after', 'no-answer', 1],
  ['cut-after', 'no-answer', 1],
  ['garbage-after', 'no-answer', 1],
  ['slow', 'no-answer', 1],
  ['too-many', 'slow-down', 0],
  ['signed-out', 'signed-out', 0],
  ['forbidden', 'missing-right', 0],
  ['unprocessable', 'refused', 0],
]

for (const [fault, kind, stored] of outcomes)
  test(`a post that meets "${fault}" ends as ${kind}, and is never sent again by itself`, async () => {
    const before = { ...fake.counters }
    once('post', fault)
    await fails(publishing.post(fake.credential(), anItem(`Meets ${fault}`), fault), kind)
    assert.equal(fake.counters.stored - before.stored, stored)
    assert.ok(fake.counters.posts - before.posts <= 1)
  })

test('what was stored behind a lost answer is found by reading back', async () => {
  const credential = fake.credential()
  const since = Temporal.Now.instant()
  const item = anItem('The answer to this was lost')
  once('post', 'reset-after')
  await fails(publishing.post(credential, item, 'lost'), 'no-answer')
  const found = (await publishing.recent(credential, since)).filter((post) =>
    publishing.same(post, item),
  )
  assert.equal(found.length, 1)
  const repeated = await publishing.post(credential, item, 'lost')
  assert.equal(repeated.remoteId, found[0]?.remoteId)
})

test('reads are asked again until the network answers', async () => {
  const credential = fake.credential()
  const { remoteId } = await publishing.post(credential, anItem('Read me'), 'read-me')
  once('read', 'error-before', 'reset-before')
  assert.equal((await publishing.read(credential, remoteId))?.text, 'Read me')
  once('read', 'error-before', 'hang-before', 'garbage-after')
  await fails(publishing.read(credential, remoteId), 'no-answer')
})

test('"too many calls" says when to come back, as the network said it', async () => {
  once('post', 'too-many')
  const failure = await fails(
    publishing.post(fake.credential(), anItem('Too fast'), 'fast'),
    'slow-down',
  )
  const wait = failure.until?.since(Temporal.Now.instant()).total('seconds') ?? 0
  assert.ok(wait > 0 && wait <= 2, String(wait))
})

test('keeps the code, the words and the trace of a failure', async () => {
  once('post', 'unprocessable')
  const refused = await fails(publishing.post(fake.credential(), anItem('x'), 'a'), 'refused')
  assert.equal(refused.code, '422')
  assert.equal(refused.words, 'Validation failed: this text is not welcome here')
  assert.equal(refused.step, 'post')
  once('post', 'error-before')
  const unknown = await fails(publishing.post(fake.credential(), anItem('x'), 'b'), 'no-answer')
  assert.equal(unknown.code, '500')
  assert.equal(unknown.trace, 'fake-trace')
  assert.equal(unknown.words, 'We are sorry, but something went wrong.')
})

test('a server that is not there is unreachable: nothing was sent', async () => {
  const gone = await startFakeMastodon()
  const credential = gone.credential()
  const elsewhere = networkFor(gone)
  await gone.close()
  const failure = await fails(
    elsewhere.publishing?.post(credential, anItem('Nobody home'), 'n') ?? Promise.resolve(),
    'unreachable',
  )
  assert.equal(failure.code, 'ECONNREFUSED')
})

test('waits for a file that the server still works on', async () => {
  fake.state.processing = 2
  const file = { bytes: onePixel, type: 'image/png', name: 'pixel.png', alt: 'One pixel' }
  const { mediaId } = await publishing.upload(fake.credential(), file)
  assert.equal(fake.state.media.get(mediaId)?.waits, 0)
  fake.state.processing = 1000
  const failure = await fails(publishing.upload(fake.credential(), file), 'refused')
  assert.equal(failure.code, 'still-processing')
  fake.state.processing = 0
})

test('a right that was not granted is named as missing', async () => {
  const credential = fake.credential('council', 'read:accounts read:statuses write:statuses')
  assert.deepEqual((await network.check(credential)).missing, ['write:media'])
  const broad = fake.credential('council', 'read write')
  assert.deepEqual((await network.check(broad)).missing, [])
})

test('a token without the right to write cannot post', async () => {
  const credential = fake.credential('council', 'read:accounts')
  const failure = await fails(publishing.post(credential, anItem('x'), 'r'), 'missing-right')
  assert.match(failure.code, /^403/)
})

test('connects to a server that has no PKCE', async () => {
  fake.state.pkce = false
  const start = { answers: { server: fake.address }, redirectUri: 'https://crier.example/back' }
  const begun = await network.connect.begin({ ...start, state: 's' })
  assert.ok(!begun.authoriseAddress.includes('code_challenge'))
  const answer = await authorise(begun.authoriseAddress)
  const { account } = await network.connect.finish({ pending: begun.pending, answer })
  assert.equal(account.name, 'council (fake)')
  fake.state.pkce = true
})

test('asks an older server for its limits in the older way', async () => {
  fake.state.instanceV2 = false
  fake.state.maxCharacters = 5000
  const limits = await network.limits(fake.credential())
  assert.deepEqual([limits.told, limits.text.max], [true, 5000])
  fake.state.instanceV2 = true
  fake.state.maxCharacters = 500
})

test('a server in trouble is not taken for something else than a server', async () => {
  const broken = http.createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Back soon</h1>')
  })
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve))
  const server = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`
  const elsewhere = mastodon({ practiceAddress: null, allow: [server] })
  const start = { redirectUri: 'https://crier.example/back', state: 's', answers: { server } }
  const failure = await fails(elsewhere.connect.begin(start), 'no-answer')
  assert.equal(failure.words, 'Back soon')
  broken.close()
  broken.closeAllConnections()
})

test('another kind of server is named as such, beside the field', async () => {
  const shop = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to our shop</h1>')
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const server = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  const elsewhere = mastodon({ practiceAddress: null, allow: [server] })
  const start = { redirectUri: 'https://crier.example/back', state: 's', answers: { server } }
  await assert.rejects(
    elsewhere.connect.begin(start),
    (error: unknown) =>
      error instanceof Refusal && /not answer as a Mastodon/.test(error.fields.server ?? ''),
  )
  shop.close()
  shop.closeAllConnections()
})

test('PKCE: a code that was stolen is worth nothing without the verifier', async () => {
  const start = { answers: { server: fake.address }, redirectUri: 'https://crier.example/back' }
  const begun = await network.connect.begin({ ...start, state: 's' })
  assert.match(begun.authoriseAddress, /code_challenge_method=S256/)
  const answer = await authorise(begun.authoriseAddress)
  const pending = { ...begun.pending, verifier: 'guessed' }
  await fails(network.connect.finish({ pending, answer }), 'signed-out')
})

for (const [typed, why] of [
  ['', 'nothing'],
  ['localhost', 'this machine'],
  ['http://social.example', 'no https'],
  ['https://127.0.0.1', 'a loopback address'],
  ['https://[::1]', 'a loopback address, IPv6'],
  ['https://192.168.1.10', 'an address inside'],
  ['https://169.254.169.254', 'the metadata service of a cloud'],
  ['https://social.example:8443', 'another port'],
  ['https://user:secret@social.example', 'a password in the address'],
  ['file:///etc/passwd', 'a file'],
  ['javascript:alert(1)', 'a script'],
  ['not a name', 'spaces'],
] as const)
  test(`refuses ${why} as the server's address`, async () => {
    const start = { redirectUri: 'https://crier.example/back', state: 's' }
    await assert.rejects(
      network.connect.begin({ ...start, answers: { server: typed } }),
      (error: unknown) => error instanceof Refusal && typeof error.fields.server === 'string',
    )
  })
