import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fastify from 'fastify'
import sharp from 'sharp'
import { aCouncil, aPerson } from '../people/fixtures.ts'
import type { Caller } from '../platform/caller.ts'
import { folderFiles } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { approvePost } from './actions/approve-post.ts'
import { createPost } from './actions/create-post.ts'
import { listMedia } from './actions/list-media.ts'
import { submitPost } from './actions/submit-post.ts'
import { attested, soon, words } from './fixtures.ts'
import { newsWorld, refusalOf } from './fixtures-world.ts'
import { mediaPlugin } from './media-plugin.ts'

const folder = mkdtempSync(join(tmpdir(), 'crier-media-'))
const files = folderFiles(folder)
const world = await newsWorld({ files })
const { door, pool, room, lastEntry, read } = world
let caller: Caller = room.author
const app = fastify()
app.setErrorHandler((error, _request, reply) =>
  error instanceof Refusal
    ? reply.code(error.status).send({ detail: error.sentence })
    : reply.code(500).send({ detail: String(error) }),
)
await app.register(mediaPlugin({ door, files, authenticate: async () => caller }))
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const photo = await sharp({
  create: { width: 300, height: 200, channels: 3, background: '#1b2a41' },
})
  .jpeg()
  .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
  .toBuffer()

async function upload(bytes: Uint8Array, name = 'holiday.jpg', by: Caller = room.author) {
  caller = by
  const form = new FormData()
  form.append('file', new File([Uint8Array.from(bytes)], name, { type: 'image/jpeg' }))
  const request = new Request('http://crier/api/media', { method: 'POST', body: form })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/media',
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.json() }
}
const get = async (url: string, by: Caller) => {
  caller = by
  return app.inject({ method: 'GET', url })
}
const kept = () =>
  readdirSync(folder, { recursive: true }).filter((each) => String(each).length > 60)

test('a picture is stripped, kept by its content, and on record without its name', async () => {
  const { status, body } = await upload(photo, '../../etc/pass\u202Ewd .jpg')
  assert.equal(status, 200)
  assert.partialDeepStrictEqual(body, {
    type: 'image/jpeg',
    width: 300,
    height: 200,
    changes: ['metadata-removed'],
    uploadedBy: { name: 'Author' },
  })
  assert.equal(body.name, 'passwd .jpg')
  const entry = lastEntry(body.id)
  assert.equal(entry?.action, 'file.uploaded')
  assert.doesNotMatch(JSON.stringify(entry), /passwd/)
})

test('the picture comes back as what it is, to be shown and not to be run', async () => {
  const { body } = await upload(photo)
  const answer = await get(body.address, room.author)
  assert.equal(answer.headers['content-type'], 'image/jpeg')
  assert.match(String(answer.headers['content-security-policy']), /sandbox/)
  assert.equal((await sharp(answer.rawPayload).metadata()).exif, undefined)
  const small = await get(body.thumbnailAddress, room.author)
  assert.equal(small.headers['content-type'], 'image/webp')
})

test('a picture of someone else is seen only in a post that one may see', async () => {
  const { body } = await upload(photo)
  assert.equal((await get(body.address, room.contributor)).statusCode, 404)
  const content = {
    ...words('', [room.channelId]),
    items: [{ text: 'Look', media: [{ fileId: body.id, alt: 'A blue door' }] }],
  }
  const theft = door.run(createPost, room.contributor, { content })
  assert.equal((await refusalOf(theft)).status, 422)
  await door.run(createPost, room.author, { content })
  assert.equal((await get(body.address, room.contributor)).statusCode, 200)
  const foreign = await aPerson(pool, {
    councilId: await aCouncil(pool),
    roles: ['administrator', 'communications'],
  })
  assert.equal((await get(body.address, foreign)).statusCode, 404)
  assert.equal((await get('/api/media/not-an-id', room.author)).statusCode, 404)
})

test('whoever may write nowhere may not upload, and nothing is kept', async () => {
  const before = kept().length
  const nobodyHere = await aPerson(pool, { councilId: room.councilId })
  const auditor = await aPerson(pool, { councilId: room.councilId, roles: ['auditor'] })
  for (const by of [nobodyHere, auditor, { kind: 'nobody' } as const])
    assert.ok([401, 403].includes((await upload(photo, 'x.jpg', by)).status))
  assert.equal(kept().length, before)
})

test('what is no picture, or too large, is refused in words, and nothing is kept', async () => {
  const before = kept().length
  const svg = await upload(Buffer.from('<svg onload="alert(1)"/>'), 'picture.jpg')
  assert.deepEqual([svg.status, /not a picture/.test(svg.body.detail)], [422, true])
  const large = await upload(Buffer.alloc(20_000_001, 0xff))
  assert.deepEqual([large.status, /20 MB/.test(large.body.detail)], [413, true])
  const json = await app.inject({ method: 'POST', url: '/api/media', payload: { file: 'x' } })
  assert.equal(json.statusCode, 422)
  assert.equal(kept().length, before)
})

test('the list of pictures holds what one may use, with the description it had', async () => {
  const { files: own } = await door.run(listMedia, room.author, {})
  assert.ok(own.length >= 3)
  assert.ok(own.some((file) => file.lastAlt === 'A blue door'))
  const outsider = await room.person('Outsider', 'publisher', [await room.channel('elsewhere')])
  assert.deepEqual((await door.run(listMedia, outsider, {})).files, [])
})

test('a picture goes out with its description, and stays known by it', async () => {
  const { body } = await upload(photo)
  const content = {
    ...words('', [room.channelId]),
    items: [{ text: 'With a picture', media: [{ fileId: body.id, alt: 'A brass bell' }] }],
  }
  const post = await door.run(createPost, room.author, { content })
  const exact = { postId: post.id, versionId: post.version.id }
  await door.run(submitPost, room.author, { ...exact, attestation: attested, when: soon })
  await door.run(approvePost, room.approver, exact)
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  const [stored] = room.fake.posts.filter((each) => each.text === 'With a picture')
  const media = room.fake.state.media.get(stored?.media[0] ?? '')
  assert.equal(media?.description, 'A brass bell')
})

test('without a description a picture does not get past submitting', async () => {
  const { body } = await upload(photo)
  const content = {
    ...words('', [room.channelId]),
    items: [{ text: 'No description', media: [{ fileId: body.id, alt: '' }] }],
  }
  const post = await door.run(createPost, room.author, { content })
  const exact = { postId: post.id, versionId: post.version.id }
  const refusal = await refusalOf(
    door.run(submitPost, room.author, { ...exact, attestation: attested, when: soon }),
  )
  assert.match(refusal.sentence, /Say what this picture shows/)
})

test('an upload that fails on the way is tried again; nothing was posted with half of it', async () => {
  const { body } = await upload(photo)
  const content = {
    ...words('', [room.channelId]),
    items: [{ text: 'Upload fails once', media: [{ fileId: body.id, alt: 'A bell' }] }],
  }
  const post = await door.run(createPost, room.author, { content })
  const exact = { postId: post.id, versionId: post.version.id }
  await door.run(submitPost, room.author, { ...exact, attestation: attested, when: soon })
  await door.run(approvePost, room.approver, exact)
  room.fake.plan({ on: ['upload'], script: ['error-after'] })
  await room.pump()
  const waiting = await read(post.id)
  assert.deepEqual(
    [waiting.deliveries[0]?.state.id, waiting.deliveries[0]?.attempts.length],
    ['due', 0],
  )
  world.clock.advance({ seconds: 6 })
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  assert.equal(world.texts().filter((text) => text === 'Upload fails once').length, 1)
})
