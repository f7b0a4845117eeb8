import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { z } from 'zod'
import { demoEmail } from '../../src/people/index.ts'
import { type Answer, startApp } from '../support/app.ts'
import { snapshotOf } from '../support/snapshot.ts'
import { broken, claiming, moving, photo, photoAs, plain, textBomb } from './pictures.ts'

const data = mkdtempSync(join(tmpdir(), 'crier-uploads-'))
after(() => rmSync(data, { recursive: true, force: true }))
const app = await startApp({ work: false, env: { CRIER_DATA: data } })
const author = await app.signIn('author')
const uploaded = z.object({ id: z.uuid(), type: z.string(), changes: z.array(z.string()) })

const png = await plain()

/** Everything that is kept of pictures, by its path. */
function kept(): string[] {
  const root = join(data, 'files')
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function form(bytes: Uint8Array, name = 'picture.png', field = 'file', type = 'image/png') {
  const made = new FormData()
  made.append(field, new Blob([Uint8Array.from(bytes)], { type }), name)
  return made
}
const upload = (bytes: Uint8Array, name?: string, field?: string, type?: string) =>
  author('POST', '/api/media', form(bytes, name, field, type))

const { body: me } = await author('GET', '/api/me')
const { council } = z.object({ council: z.object({ id: z.uuid() }) }).parse(me)
const rows = () =>
  snapshotOf(app.database.superuserUrl, council.id, ['people.session', 'people.sign_in_attempt'])

/** Refused with a sentence, nothing kept anywhere, and the same connection still answers. */
async function refusedWithoutTrace(attempt: () => Promise<Answer>, status = 422) {
  const before = [kept(), await rows()]
  const answer = await attempt()
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.match(JSON.stringify(answer.body), /"detail":"[A-Z].+\./)
  assert.deepEqual([kept(), await rows()], before)
  const next = await Promise.race([author('GET', '/api/me'), pause(5000)])
  assert.equal(next?.status, 200)
}

const script = '<script>fetch("/api/me")</script>'
const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`
const hostile: readonly [string, () => Uint8Array | Promise<Uint8Array>, number][] = [
  ['an SVG with a script, named .png', () => Buffer.from(svg), 422],
  ['an SVG with its XML declaration', () => Buffer.from(`<?xml version="1.0"?>\n${svg}`), 422],
  ['a page, named .png', () => Buffer.from(`<!doctype html>${script}`), 422],
  ['a page that begins as a GIF does', () => Buffer.from(`GIF89a/*${script}*/`), 422],
  ['a page that begins as a JPEG does', () => Buffer.from(`\xff\xd8\xff${script}`, 'latin1'), 422],
  ['nothing', () => Buffer.alloc(0), 422],
  ['the first eight bytes of a PNG', () => png.subarray(0, 8), 422],
  ['half a PNG', () => png.subarray(0, png.length / 2), 422],
  ['half a JPEG', async () => (await photo()).subarray(0, 3000), 422],
  ['a PNG with rubbish inside', broken, 422],
  ['a picture of 30,000 by 30,000 pixels', () => claiming(30_000, 30_000), 413],
  ['a picture of 100,000 by 1 pixels', () => claiming(100_000, 1), 413],
  [
    'a picture of two thousand million pixels on a side',
    () => claiming(2 ** 31 - 1, 2 ** 31 - 1),
    422,
  ],
  ['a picture that says it is large and is not', () => claiming(7000, 7000), 422],
  [
    'a picture in front of 21 MB of anything',
    () => Buffer.concat([png, Buffer.alloc(21_000_000)]),
    413,
  ],
]
for (const [what, bytes, status] of hostile)
  test(`refuses ${what}`, async () => {
    const sent = await bytes()
    await refusedWithoutTrace(() => upload(sent), status)
  })

const forms: readonly [string, () => FormData][] = [
  ['a second picture', () => appended(form(png), 'file', new Blob([png]))],
  ['a field beside the picture', () => appended(form(png), 'note', 'text')],
  [
    'a field ahead of the picture',
    () => appended(appended(new FormData(), 'note', 'x'), 'file', new Blob([png])),
  ],
  ['another name for the field', () => form(png, 'picture.png', 'picture')],
  ['a name that programs use', () => form(png, 'picture.png', '__proto__')],
  [
    'fifty pictures',
    () =>
      Array.from({ length: 50 }).reduce<FormData>(
        (so) => appended(so, 'file', new Blob([png])),
        new FormData(),
      ),
  ],
  ['no picture', () => appended(new FormData(), 'file', 'text')],
]
function appended(to: FormData, name: string, value: string | Blob): FormData {
  if (typeof value === 'string') to.append(name, value)
  else to.append(name, value, 'second.png')
  return to
}
for (const [what, made] of forms)
  test(`refuses a form with ${what}`, async () => {
    await refusedWithoutTrace(() => author('POST', '/api/media', made()))
  })

test('refuses what is no form, and a form without its mark', async () => {
  await refusedWithoutTrace(() => author('POST', '/api/media', { file: 'x' }))
  const type = { 'content-type': 'multipart/form-data' }
  await refusedWithoutTrace(() => author('POST', '/api/media', {}, type))
})

test('refuses whoever may not, before reading a byte', async () => {
  const [nobody, moderator] = [app.visitor(), await app.signIn('moderator')]
  const before = kept()
  assert.equal((await nobody('POST', '/api/media', form(png))).status, 401)
  assert.equal((await moderator('POST', '/api/media', form(png))).status, 403)
  const foreign = await author('POST', '/api/media', form(png), { 'crier-request': '' })
  assert.equal(foreign.status, 403)
  assert.deepEqual(kept(), before)
})

test('keeps nothing of an upload that breaks off, and goes on', async () => {
  const before = [kept(), await rows()]
  const { headers } = await app.visitor()('POST', '/api/auth/sign-in/email', {
    ...{ email: demoEmail('author'), password: app.password },
  })
  const cookie = headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const body = `--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n`
  const head = `POST /api/media HTTP/1.1\r\nhost: x\r\ncrier-request: 1\r\ncookie: ${cookie}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000\r\n\r\n${body}`
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(app.address).port), '127.0.0.1', () => {
      socket.write(head)
      socket.write(png.subarray(0, 2000))
      setTimeout(() => socket.destroy(), 300)
    })
    socket.on('close', () => resolve())
  })
  await pause(300)
  const now = await rows()
  assert.deepEqual(kept(), before[0])
  assert.equal(now['publishing.file'], Reflect.get(Object(before[1]), 'publishing.file'))
  assert.equal((await upload(png)).status, 200)
})

/** What an upload adds to the files. */
async function keptOf(bytes: Uint8Array, name?: string) {
  const before = kept()
  const answer = await upload(bytes, name)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const files = kept().filter((path) => !before.includes(path))
  return { ...uploaded.parse(answer.body), files: files.map((path) => readFileSync(path)) }
}

for (const [what, bytes] of [
  ['JPEG', photo],
  ['PNG', () => photoAs('png')],
  ['WebP', () => photoAs('webp')],
] as const)
  test(`strips place, camera and comments from a ${what}, in what is kept and in the small one`, async () => {
    const sent = await bytes()
    assert.ok((await sharp(sent).metadata()).exif, 'the picture brings them along')
    const { files, changes } = await keptOf(sent)
    assert.equal(files.length, 2)
    assert.ok(changes.includes('metadata-removed'))
    for (const file of files) {
      const { exif, xmp, iptc, comments } = await sharp(file).metadata()
      assert.deepEqual([exif, xmp, iptc, comments], [undefined, undefined, undefined, undefined])
      assert.doesNotMatch(file.toString('latin1'), /Telltale|GPS|Exif|xmpmeta/)
    }
  })

test('keeps nothing that hangs behind a picture', async () => {
  const jpeg = await sharp(png).jpeg().toBuffer()
  for (const picture of [png, jpeg]) {
    const { files } = await keptOf(Buffer.concat([picture, Buffer.from(script)]))
    for (const file of files) assert.doesNotMatch(file.toString('latin1'), /script/)
  }
})

for (const format of ['gif', 'webp'] as const)
  test(`a moving ${format} moves on`, async () => {
    const { files, type } = await keptOf(await moving(format), `moving.${format}`)
    assert.equal(type, `image/${format}`)
    const pages = await Promise.all(
      files.map(async (file) => (await sharp(file).metadata()).pages ?? 1),
    )
    assert.deepEqual(pages.sort(), [1, 3])
  })

test('what is sent back is a picture to a browser, whatever the upload was called', async () => {
  const sent = await upload(png, '../../x"\r\nset-cookie: a=b.html', 'file', 'text/html')
  const { id } = uploaded.parse(sent.body)
  for (const size of ['', '?size=thumbnail']) {
    const { headers } = await author('GET', `/api/media/${id}${size}`)
    assert.match(headers.get('content-type') ?? '', /^image\/(png|webp)$/)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('content-security-policy') ?? '', /sandbox/)
    assert.equal(headers.get('set-cookie'), null)
  }
})

test('small files that unpack to much do not fill the memory', async () => {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const bomb = await textBomb()
  const large = claiming(7000, 7000, Buffer.alloc(7000 * (7000 * 3 + 1)))
  assert.ok(bomb.length < 200_000 && large.length < 200_000)
  const answers = await Promise.all([bomb, large, bomb, large].map((bytes) => upload(bytes)))
  clearInterval(watch)
  for (const { status } of answers) assert.ok([200, 422].includes(status), String(status))
  assert.ok(most - before < 900_000_000, `took ${Math.round((most - before) / 1e6)} MB`)
})
