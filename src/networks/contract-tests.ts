import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NetworkFailure } from './failure.ts'
import type { Connected, Network, OutgoingItem, Publishing, Sealable, Sent } from './network.ts'

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
    const user = new User()
    before(() => user.connect(start))
    after(() => user.subject.stop())
    connecting(user)
    posting(user)
    recognising(user)
    changing(user)
    refusing(user)
  })
}

/** What a slice has in hand once a channel is connected. */
class User {
  #subject: Subject | null = null
  #connected: Connected | null = null

  async connect(start: () => Promise<Subject>): Promise<void> {
    this.#subject = await start()
    this.#connected = await connect(this.#subject)
  }

  get subject(): Subject {
    assert.ok(this.#subject)
    return this.#subject
  }

  get network(): Network {
    return this.subject.network
  }

  get connected(): Connected {
    assert.ok(this.#connected)
    return this.#connected
  }

  get credential(): Sealable {
    return this.connected.credential
  }

  get publishing(): Publishing {
    assert.ok(this.network.publishing)
    return this.network.publishing
  }

  post(item: OutgoingItem, key: string = crypto.randomUUID()) {
    return this.publishing.post(this.credential, item, key)
  }

  async read(id: string) {
    const found = await this.publishing.read(this.credential, id)
    assert.ok(found)
    return found
  }
}

function connecting(user: User): void {
  test('says who it is connected as, with every right that Crier needs', async () => {
    assert.match(user.connected.account.handle, /^@.+@.+/)
    assert.deepEqual(user.connected.missing, [])
    const standing = await user.network.check(user.credential)
    assert.deepEqual(standing.account, user.connected.account)
    assert.deepEqual(standing.missing, [])
  })

  test('says no when the person says no', async () => {
    const { pending } = await begin(user.subject)
    const finish = user.network.connect.finish({ pending, answer: { error: 'access_denied' } })
    await fails(finish, 'refused')
  })

  test('refuses a code that is made up, or used twice', async () => {
    const { pending, authoriseAddress } = await begin(user.subject)
    const answer = await user.subject.authorise(authoriseAddress)
    await user.network.connect.finish({ pending, answer })
    await fails(user.network.connect.finish({ pending, answer }), 'signed-out')
    const madeUp = { ...answer, code: 'made-up' }
    await fails(user.network.connect.finish({ pending, answer: madeUp }), 'signed-out')
  })

  test('stops when the token is handed back', async () => {
    const own = await connect(user.subject)
    await user.network.connect.revoke?.(own.credential)
    await fails(user.network.check(own.credential), 'signed-out')
    await fails(user.publishing.post(own.credential, anItem('Too late'), 'late'), 'signed-out')
  })

  test('never keeps or uses a credential without a token', async () => {
    await fails(user.network.check({ ...user.credential, token: '' }), 'signed-out')
  })
}

function posting(user: User): void {
  test('publishes a post and reads it back', async () => {
    const item = anItem('The library opens at 10.', { visibility: 'unlisted', language: 'cy' })
    const sent = await user.post(item)
    const found = await user.read(sent.remoteId)
    assert.deepEqual(
      { text: found.text, visibility: found.visibility, language: found.language },
      { text: item.text, visibility: 'unlisted', language: 'cy' },
    )
    assert.equal(found.address, sent.address)
    assert.ok(user.publishing.same(found, item))
  })

  test('gives the first post again for the same key', async () => {
    const item = anItem(`Once only ${crypto.randomUUID()}`)
    const [first, second] = [await user.post(item, 'the-key'), await user.post(item, 'the-key')]
    assert.equal(second.remoteId, first.remoteId)
    const recent = await user.publishing.recent(user.credential, first.at)
    assert.equal(recent.filter((found) => user.publishing.same(found, item)).length, 1)
  })

  test('posts a thread by replying to itself', async () => {
    const first = await user.post(anItem('1 of 2'))
    const item = anItem('2 of 2', { replyTo: first.remoteId })
    const second = await user.read((await user.post(item)).remoteId)
    assert.equal(second.replyTo, first.remoteId)
    assert.ok(user.publishing.same(second, item))
  })

  test('lists its own posts since a moment, newest first, over several pages', async () => {
    const sent: Sent[] = []
    for (let number = 0; number < 45; number += 1)
      sent.push(await user.post(anItem(`Number ${number}`)))
    const [first, last] = [sent[0], sent.at(-1)]
    assert.ok(first && last)
    const recent = await user.publishing.recent(user.credential, first.at)
    const expected = sent.map(({ remoteId }) => remoteId).reverse()
    assert.deepEqual(recent.map((found) => found.remoteId).slice(0, 45), expected)
    const newest = await user.publishing.recent(user.credential, last.at)
    assert.equal(newest[0]?.remoteId, last.remoteId)
  })
}

function recognising(user: User): void {
  for (const [number, text] of awkward.entries())
    test(`recognises awkward text ${number + 1} on the way back`, async () => {
      const item = anItem(text)
      assert.ok(user.publishing.same(await user.read((await user.post(item)).remoteId), item))
    })

  test('does not take another post for the one that was sent', async () => {
    const found = await user.read((await user.post(anItem('Bins go out on Monday.'))).remoteId)
    assert.equal(user.publishing.same(found, anItem('Bins go out on Tuesday.')), false)
    const reply = anItem('Bins go out on Monday.', { replyTo: found.remoteId })
    assert.equal(user.publishing.same(found, reply), false)
  })
}

function changing(user: User): void {
  test('carries alt text with an image, and changes both text and alt text later', async () => {
    const alt = 'A street with blue bins'
    const file = { bytes: onePixel, type: 'image/png', name: 'pixel.png', alt }
    const { mediaId } = await user.publishing.upload(user.credential, file)
    const item = anItem('With an image', { media: [{ mediaId, alt }] })
    const { remoteId } = await user.post(item)
    assert.equal((await user.read(remoteId)).media[0]?.alt, alt)
    assert.ok(user.publishing.same(await user.read(remoteId), item))
    const corrected = anItem('With a corrected text', { media: [{ mediaId, alt: 'Green bins' }] })
    await user.publishing.edit(user.credential, remoteId, corrected)
    const found = await user.read(remoteId)
    assert.ok(user.publishing.same(found, corrected))
    assert.equal(found.media[0]?.alt, 'Green bins')
    assert.ok(found.editedAt)
  })

  test('removes a post, and is content when it is gone already', async () => {
    const { remoteId } = await user.post(anItem('Soon gone'))
    await user.publishing.remove(user.credential, remoteId)
    assert.equal(await user.publishing.read(user.credential, remoteId), null)
    await user.publishing.remove(user.credential, remoteId)
  })
}

function refusing(user: User): void {
  test('tells its limits, and refuses what is beyond them', async () => {
    const { told, text, media } = await user.network.limits(user.credential)
    assert.equal(told, true)
    assert.ok(text.max > 0 && media.most > 0 && media.altText.max > 0)
    const refused = await fails(user.post(anItem('x'.repeat(text.max + 1))), 'refused')
    assert.match(refused.code, /^422/)
    await user.post(anItem('x'.repeat(text.max)))
  })

  test('says no to what the network does not take, and stores nothing', async () => {
    const start = Temporal.Now.instant()
    const unknown = { mediaId: '109999999999999999', alt: '' }
    await fails(user.post(anItem('')), 'refused')
    await fails(user.post(anItem('No such file', { media: [unknown] })), 'refused')
    await fails(user.post(anItem('No such post', { replyTo: unknown.mediaId })), 'refused')
    assert.deepEqual(await user.publishing.recent(user.credential, start), [])
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
