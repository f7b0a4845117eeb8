import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setClock } from '../../platform/clock.ts'
import { PracticeClient } from './client.test.support.ts'
import { residents as cast } from './resident-lines.ts'
import { startResidents } from './residents.ts'
import { startPractice } from './started.test.support.ts'

const clock = setClock('2026-11-20T09:00:00Z')
const practice = await startPractice({ clock })
const { pool } = practice
const quiet = 3_600_000
const residents = await startResidents({ pool, clock, seed: 7, every: quiet })
after(async () => {
  await residents.stop()
  await practice.stop()
})
const council = await PracticeClient.signUp(practice.address, 'council')

interface Reply {
  readonly id: string
  readonly content: string
  readonly account: { readonly username: string }
}

const repliesTo = async (id: string): Promise<Reply[]> =>
  (await council.get(`/api/v1/statuses/${id}/context`)).json.descendants
const post = async (status: string, more = {}): Promise<string> =>
  (await council.post('/api/v1/statuses', { status, ...more })).json.id

test('nobody answers before a few seconds have passed, and all have within a minute', async () => {
  const id = await post('The library is closed on Monday.')
  assert.equal(await residents.look(), 0)
  clock.advance({ seconds: 5 })
  assert.equal(await residents.look(), 0)
  clock.advance({ seconds: 60 })
  const said = await residents.look()
  assert.ok(said === 2 || said === 3)
  const replies = await repliesTo(id)
  assert.equal(replies.length, said)
  assert.ok(replies.every(({ account }) => cast.some((one) => one.username === account.username)))
  assert.equal(new Set(replies.map(({ account }) => account.username)).size, said)
})

test('the same words bring the same replies, other words bring others', async () => {
  const speak = async (status: string) => {
    const id = await post(status)
    await residents.look()
    clock.advance({ seconds: 60 })
    await residents.look()
    return (await repliesTo(id)).map(({ content }) => content)
  }
  const first = await speak('Bin day moves to Tuesday.')
  assert.deepEqual(await speak('Bin day moves to Tuesday.'), first)
  const others = await Promise.all(['A', 'B', 'C', 'D'].map((word) => speak(`About ${word}`)))
  assert.ok(others.some((replies) => replies.join() !== first.join()))
})

test('the one who is answered is told of it', async () => {
  await council.post('/api/v1/notifications/clear', {})
  await post('Roadworks on the High Street.')
  await residents.look()
  clock.advance({ seconds: 60 })
  const said = await residents.look()
  const { json } = await council.get('/api/v1/notifications?types[]=mention')
  assert.equal(json.length, said)
})

test('a resident who is answered speaks once more, and never again', async () => {
  const id = await post('The pool opens on Saturday.')
  await residents.look()
  clock.advance({ seconds: 60 })
  await residents.look()
  const [reply] = await repliesTo(id)
  assert.ok(reply)
  let answered = reply.id
  for (let round = 0; round < 4; round += 1) {
    await post('@x Thank you, we are looking into it.', { in_reply_to_id: answered })
    await post('@x And another thing.', { in_reply_to_id: answered })
    await residents.look()
    clock.advance({ seconds: 60 })
    await residents.look()
    const theirs: Reply[] = (await repliesTo(id)).filter(
      ({ account }) => account.username === reply.account.username,
    )
    assert.equal(theirs.length, 2)
    answered = theirs.at(-1)?.id ?? ''
  }
})

test('nobody answers a thread part by part, a private post, or an old one', async () => {
  const first = await post('1 of 2', { visibility: 'private' })
  await post('2 of 2', { in_reply_to_id: first })
  await post('For one only @x', { visibility: 'direct' })
  await residents.look()
  clock.advance({ seconds: 60 })
  assert.equal(await residents.look(), 0)
})

test('a deleted post is not answered', async () => {
  const id = await post('Soon deleted.')
  await residents.look()
  await council.delete(`/api/v1/statuses/${id}`)
  clock.advance({ seconds: 60 })
  assert.equal(await residents.look(), 0)
})

test('two processes at once say everything once', async () => {
  const other = await startResidents({ pool, clock, seed: 7, every: quiet })
  const ids = []
  for (let number = 0; number < 10; number += 1) ids.push(await post(`Notice ${number}`))
  await Promise.all([residents.look(), other.look()])
  clock.advance({ seconds: 60 })
  const [mine, theirs] = await Promise.all([residents.look(), other.look()])
  let total = 0
  for (const id of ids) {
    const names = (await repliesTo(id)).map(({ account }) => account.username)
    assert.equal(new Set(names).size, names.length)
    total += names.length
  }
  assert.equal(mine + theirs, total)
  await other.stop()
})

test('nobody can sign in as a resident', async () => {
  await assert.rejects(PracticeClient.signIn(practice.address, 'angry_resident', 'password'))
  await assert.rejects(PracticeClient.signUp(practice.address, 'ANGRY_resident'))
})

test('with the timer they answer by themselves', async () => {
  const running = await startResidents({ pool, clock, seed: 7, every: 20 })
  const id = await post('The park opens early.')
  await new Promise((resolve) => setTimeout(resolve, 200))
  clock.advance({ seconds: 60 })
  for (let wait = 0; wait < 50 && (await repliesTo(id)).length === 0; wait += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  assert.ok((await repliesTo(id)).length > 0)
  await running.stop()
})

test('no resident uses words that could not stand in a classroom', () => {
  for (const { lines, after: more, displayName } of cast) {
    assert.ok(lines.length >= 4 && more.length >= 2, displayName)
    for (const line of [...lines, ...more]) assert.ok(line.length <= 200, line)
  }
})
