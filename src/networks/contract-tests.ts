import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NetworkFailure } from './failure.ts'
import type { Connected, Network, OutgoingItem, Publishing } from './network.ts'

export interface Subject {
  readonly network: Network
  readonly answers: Readonly<Record<string, string>>
  /** Plays the person in the browser: says yes, and gives the query string of the way back. */
  authorise(address: string): Promise<Record<string, string>>
  stop(): Promise<void>
}

const redirectUri = 'https://crier.example/api/channels/connected'

export const anItem = (text: string, more: Partial<OutgoingItem> = {}): OutgoingItem => ({
  text,
  media: [],
  visibility: 'public',
  language: 'en',
  ...more,
})

/** A real image of one pixel. */
export const onePixel = Uint8Array.fromBase64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
)

/** Text that suffers most on its way through HTML and back. */
const awkward = [
  '<script>alert("1")</script> & "quotes" \'single\' &amp; &lt;',
  'First line\nsecond line\n\nNew paragraph\n\n\nafter two empty lines',
  'Mae’r ganolfan ailgylchu ar gau dydd Llun. Ŵ ŷ 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  'See https://brackenshire.example/news/bins?week=2&day=mon#times (and https://a.example/b_(c)).',
  'Thanks to @nobody_here@elsewhere.example and #Recycling #Ailgylchu for 5 < 6 > 4',
  '  indented   with  many   spaces  ',
]

/** What every network must do; each network's own test runs these against its fake or server. */
export function networkContract(name: string, start: () => Promise<Subject>): void {
  describe(`${name} keeps the contract of networks`, () => {
    let subject: Subject
    let connected: Connected
    let publishing: Publishing

    before(async () => {
      subject = await start()
      connected = await connect(subject)
      assert.ok(subject.network.publishing)
      publishing = subject.network.publishing
    })
    after(() => subject.stop())

    const post = (item: OutgoingItem, key: string = crypto.randomUUID()) =>
      publishing.post(connected.credential, item, key)
    const read = async (id: string) => {
      const found = await publishing.read(connected.credential, id)
      assert.ok(found)
      return found
    }
    const upload = (alt: string) =>
      publishing.upload(connected.credential, {
        bytes: onePixel,
        type: 'image/png',
        name: 'pixel.png',
        alt,
      })

    test('says who it is connected as, with every right that Crier needs', async () => {
      assert.match(connected.account.handle, /^@.+@.+/)
      assert.deepEqual(connected.missing, [])
      const standing = await subject.network.check(connected.credential)
      assert.deepEqual(standing.account, connected.account)
      assert.deepEqual(standing.missing, [])
    })

    test('says no when the person says no', async () => {
      const { pending } = await begin(subject)
      const finish = subject.network.connect.finish({ pending, answer: { error: 'access_denied' } })
      await fails(finish, 'refused')
    })

    test('refuses a code that is made up, or used twice', async () => {
      const { pending, authoriseAddress } = await begin(subject)
      const answer = await subject.authorise(authoriseAddress)
      await subject.network.connect.finish({ pending, answer })
      await fails(subject.network.connect.finish({ pending, answer }), 'signed-out')
      const madeUp = { ...answer, code: 'made-up' }
      await fails(subject.network.connect.finish({ pending, answer: madeUp }), 'signed-out')
    })

    test('tells its limits', async () => {
      const limits = await subject.network.limits(connected.credential)
      assert.equal(limits.told, true)
      assert.ok(limits.text.max > 0 && limits.media.most > 0 && limits.media.altText.max > 0)
    })

    test('publishes a post and reads it back', async () => {
      const item = anItem('The library opens at 10.', { visibility: 'unlisted', language: 'cy' })
      const sent = await post(item)
      const found = await read(sent.remoteId)
      assert.deepEqual(
        { text: found.text, visibility: found.visibility, language: found.language },
        { text: item.text, visibility: 'unlisted', language: 'cy' },
      )
      assert.equal(found.address, sent.address)
      assert.ok(publishing.same(found, item))
    })

    test('gives the first post again for the same key', async () => {
      const item = anItem(`Once only ${crypto.randomUUID()}`)
      const [first, second] = [await post(item, 'the-key'), await post(item, 'the-key')]
      assert.equal(second.remoteId, first.remoteId)
      const recent = await publishing.recent(connected.credential, first.at)
      assert.equal(recent.filter((found) => publishing.same(found, item)).length, 1)
    })

    for (const [number, text] of awkward.entries())
      test(`recognises awkward text ${number + 1} on the way back`, async () => {
        const item = anItem(text)
        assert.ok(publishing.same(await read((await post(item)).remoteId), item))
      })

    test('does not take another post for the one that was sent', async () => {
      const found = await read((await post(anItem('Bins go out on Monday.'))).remoteId)
      assert.equal(publishing.same(found, anItem('Bins go out on Tuesday.')), false)
      const reply = anItem('Bins go out on Monday.', { replyTo: found.remoteId })
      assert.equal(publishing.same(found, reply), false)
    })

    test('posts a thread by replying to itself', async () => {
      const first = await post(anItem('1 of 2'))
      const item = anItem('2 of 2', { replyTo: first.remoteId })
      const second = await read((await post(item)).remoteId)
      assert.equal(second.replyTo, first.remoteId)
      assert.ok(publishing.same(second, item))
    })

    test('carries alt text with an image, and changes both text and alt text later', async () => {
      const { mediaId } = await upload('A street with blue bins')
      const item = anItem('With an image', { media: [{ mediaId, alt: 'A street with blue bins' }] })
      const { remoteId } = await post(item)
      assert.equal((await read(remoteId)).media[0]?.alt, 'A street with blue bins')
      assert.ok(publishing.same(await read(remoteId), item))
      const corrected = anItem('With a corrected text', { media: [{ mediaId, alt: 'Green bins' }] })
      await publishing.edit(connected.credential, remoteId, corrected)
      const found = await read(remoteId)
      assert.ok(publishing.same(found, corrected))
      assert.equal(found.media[0]?.alt, 'Green bins')
      assert.ok(found.editedAt)
    })

    test('removes a post, and is content when it is gone already', async () => {
      const { remoteId } = await post(anItem('Soon gone'))
      await publishing.remove(connected.credential, remoteId)
      assert.equal(await publishing.read(connected.credential, remoteId), null)
      await publishing.remove(connected.credential, remoteId)
    })

    test('lists its own posts since a moment, newest first, over several pages', async () => {
      const sent = []
      for (let number = 0; number < 45; number += 1)
        sent.push(await post(anItem(`Number ${number}`)))
      const recent = await publishing.recent(connected.credential, sent[0]?.at ?? never())
      const expected = sent.map(({ remoteId }) => remoteId).reverse()
      assert.deepEqual(recent.map((found) => found.remoteId).slice(0, 45), expected)
      const [last] = sent.slice(-1)
      const newest = await publishing.recent(connected.credential, last?.at ?? never())
      assert.equal(newest[0]?.remoteId, last?.remoteId)
    })

    test('says no to what the network does not take, and stores nothing', async () => {
      const { text } = await subject.network.limits(connected.credential)
      const long = anItem('x'.repeat(text.max + 1))
      const start = Temporal.Now.instant()
      assert.match((await fails(post(long), 'refused')).code, /^422/)
      await fails(post(anItem('', {})), 'refused')
      const unknown = { mediaId: '109999999999999999', alt: '' }
      await fails(post(anItem('No such file', { media: [unknown] })), 'refused')
      await fails(post(anItem('No such post', { replyTo: '109999999999999999' })), 'refused')
      const recent = await publishing.recent(connected.credential, start)
      assert.deepEqual(recent, [])
    })

    test('stops when the token is handed back', async () => {
      const own = await connect(subject)
      await subject.network.connect.revoke?.(own.credential)
      await fails(subject.network.check(own.credential), 'signed-out')
      await fails(publishing.post(own.credential, anItem('Too late'), 'late'), 'signed-out')
    })

    test('never keeps or uses a credential without a token', async () => {
      const empty = { ...connected.credential, token: '' }
      await fails(subject.network.check(empty), 'signed-out')
    })
  })
}

function begin({ network, answers }: Subject) {
  return network.connect.begin({ answers, redirectUri, state: 'a-state' })
}

async function connect(subject: Subject): Promise<Connected> {
  const { authoriseAddress, pending } = await begin(subject)
  const answer = await subject.authorise(authoriseAddress)
  assert.equal(answer.state, 'a-state')
  return subject.network.connect.finish({ pending, answer })
}

/** The failure, of the kind that was expected. */
export async function fails(
  promise: Promise<unknown>,
  kind: NetworkFailure['kind'],
): Promise<NetworkFailure> {
  const error = await promise.then(
    () => assert.fail('It did not fail.'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof NetworkFailure, String(error))
  assert.equal(error.kind, kind, error.message)
  return error
}

function never(): never {
  throw new Error('unreachable')
}
