import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { PracticeClient } from '../../src/networks/practice/client.test.support.ts'
import { startPractice } from '../../src/networks/practice/started.test.support.ts'
import { allowAs } from '../../src/networks/practice/visitor.ts'

const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'toot'))
const toot = places.find((path) => existsSync(path))
const skip = toot === undefined ? 'toot is not installed: apt-get install toot' : false

// A Mastodon client that somebody else wrote, exactly as Debian ships it.
describe('toot, unchanged, uses the practice network', { skip }, async () => {
  const practice = await startPractice()
  const host = new URL(practice.address).host
  const folder = await mkdtemp(join(tmpdir(), 'crier-toot-'))
  let resident: PracticeClient

  before(async () => {
    resident = await PracticeClient.signUp(practice.address, 'a_neighbour')
    await signIn()
  })
  after(async () => {
    await practice.stop()
    await rm(folder, { recursive: true })
  })

  const start = (...words: string[]) =>
    spawn(toot ?? '', words, {
      env: { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, LANG: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })

  async function run(...words: string[]): Promise<string> {
    const child = start(...words)
    child.stdin.end()
    const [said, wrong] = await Promise.all([all(child.stdout), all(child.stderr)])
    assert.equal(wrong, '', `toot ${words.join(' ')}`)
    return said
  }

  /** As a person does it: toot shows an address, the browser shows a code, toot asks for it. */
  async function signIn(): Promise<void> {
    const child = start('login', '--disable-https', '--instance', host)
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (/in default browser\?/.test(text)) child.stdin.write('n\n')
      if (!/Authorization code:/.test(text)) return
      const address = /^http\S+$/m.exec(said)?.[0] ?? ''
      const person = { username: 'brackenshire', password: 'a practice password' }
      allowAs({ ...person, displayName: 'Brackenshire Council' }, address).then(
        ({ code }) => child.stdin.end(`${code}\n`),
        () => child.kill(),
      )
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    assert.equal(code, 0, said)
    assert.match(said, /Successfully logged in/)
  }

  const idIn = (said: string) => /\/(\d+)\s*$/m.exec(said)?.[1] ?? assert.fail(said)

  test('says who it is', async () => {
    assert.match(await run('whoami'), /@brackenshire Brackenshire Council/)
    assert.match(await run('instance', '--disable-https', host), /Practice network/)
  })

  test('posts, sees it on every timeline, and deletes it', async () => {
    const text = 'Bins & boxes on Monday #Recycling https://brackenshire.example/bins'
    const id = idIn(await run('post', text, '--language', 'en'))
    for (const timeline of [[], ['--public'], ['--tag', 'recycling']])
      assert.match(await run('timeline', '--once', ...timeline), /Bins & boxes on Monday/)
    assert.match(await run('delete', id), /Status deleted/)
    assert.doesNotMatch(await run('timeline', '--once', '--public'), /Monday/)
  })

  test('posts an image with alt text', async () => {
    const file = join(folder, 'street.png')
    const picture = { width: 40, height: 30, channels: 3, background: '#3355aa' } as const
    await writeFile(file, await sharp({ create: picture }).png().toBuffer())
    const id = idIn(await run('post', 'With an image', '-m', file, '-d', 'A blue street'))
    const { json } = await resident.get(`/api/v1/statuses/${id}`)
    assert.equal(json.media_attachments[0].description, 'A blue street')
    const image = await fetch(json.media_attachments[0].url)
    assert.equal(image.headers.get('content-type'), 'image/png')
  })

  test('shows a conversation, answers in it, and is told of replies', async () => {
    const id = idIn(await run('post', 'The pool opens on Saturday'))
    await resident.post('/api/v1/statuses', {
      status: '@brackenshire At what time?',
      in_reply_to_id: id,
    })
    assert.match(await run('notifications'), /a_neighbour mentioned you[\s\S]*At what time\?/)
    await run('post', '@a_neighbour At 9.', '--reply-to', id)
    const thread = await run('thread', id)
    assert.match(thread, /The pool opens[\s\S]*At what time\?[\s\S]*At 9\./)
  })

  test('favourites, boosts, bookmarks and pins', async () => {
    const { json } = await resident.post('/api/v1/statuses', { status: 'A fine day' })
    assert.match(await run('favourite', json.id), /favourited/)
    assert.match(await run('reblog', json.id), /reblogged/)
    assert.match(await run('reblogged_by', json.id), /@brackenshire/)
    assert.match(await run('bookmark', json.id), /bookmarked/)
    assert.match(await run('bookmarks', '--once'), /A fine day/)
    const own = idIn(await run('post', 'Pin me'))
    assert.match(await run('pin', own), /pinned/)
    const after = await resident.get(`/api/v1/statuses/${json.id}`)
    assert.deepEqual([after.json.favourites_count, after.json.reblogs_count], [1, 1])
  })

  test('finds, follows, mutes and blocks an account', async () => {
    assert.match(await run('search', 'neighbour'), /@a_neighbour/)
    assert.match(await run('whois', 'a_neighbour'), /a_neighbour \(test\)/)
    assert.match(await run('follow', 'a_neighbour'), /now following/)
    assert.match(await run('following', 'brackenshire'), /@a_neighbour/)
    assert.match(await run('followers', 'a_neighbour'), /@brackenshire/)
    assert.match(await run('mute', 'a_neighbour'), /muted/)
    assert.match(await run('unmute', 'a_neighbour'), /no longer muted/)
    assert.match(await run('block', 'a_neighbour'), /blocking/)
    assert.match(await run('unblock', 'a_neighbour'), /no longer blocked/)
  })

  test('says what is wrong in its own words when a post is too long', async () => {
    const child = start('post', 'x'.repeat(501))
    child.stdin.end()
    assert.match(await all(child.stderr), /character limit of 500 exceeded/)
  })

  test('nothing went wrong behind it', () => assert.deepEqual(practice.defects, []))
})

async function all(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const part of stream) text += String(part)
  return text
}
