import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import type { Content, PostView } from '../../publishing/contract.ts'
import { Problem } from '../problem.ts'
import { Saver } from './saver.ts'

mock.timers.enable({ apis: ['setTimeout'] })

const text = (words: string): Content => ({
  items: [{ text: words, media: [] }],
  channels: [],
  language: 'en',
  visibility: 'public',
  contentWarning: '',
})
// Only what the saver reads of a post.
const post = (versionId: string, state = 'draft') =>
  ({
    id: 'p',
    version: { id: versionId },
    versions: [{ id: versionId, savedAt: `saved ${versionId}` }],
    state: { id: state },
  }) as unknown as PostView

let sent: { words: string; onto: string | null }[] = []
let answers: (() => PostView)[] = []
beforeEach(() => {
  sent = []
  answers = []
})

function aSaver(first: PostView | null, words = '') {
  return new Saver(first, text(words), async (content, onto) => {
    sent.push({ words: content.items[0]?.text ?? '', onto: onto?.basedOn ?? null })
    const answer = answers.shift()
    return answer ? answer() : post(`v${sent.length}`)
  })
}
const passes = async (milliseconds: number) => {
  mock.timers.tick(milliseconds)
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}
const fails = (problem: Problem) => () => {
  throw problem
}

test('saves by itself once the typing stops, each version on the one before', async () => {
  const saver = aSaver(null)
  saver.typed(text('Bins'))
  saver.typed(text('Bins on Tuesday'))
  await passes(2999)
  assert.deepEqual(sent, [])
  await passes(1)
  saver.typed(text('Bins on Wednesday'))
  await passes(3000)
  assert.deepEqual(sent, [
    { words: 'Bins on Tuesday', onto: null },
    { words: 'Bins on Wednesday', onto: 'v1' },
  ])
  assert.deepEqual(saver.state(), { kind: 'saved', at: 'saved v2' })
})

test('begins no post for an empty text', async () => {
  const saver = aSaver(null)
  saver.typed({ ...text('  '), channels: [{ channelId: 'c' }] })
  await passes(60_000)
  assert.deepEqual(sent, [])
  assert.equal(saver.safe, true)
})

test('what is typed while a version is on its way is saved after it', async () => {
  const saver = aSaver(post('v0'), 'one')
  saver.typed(text('two'))
  const first = saver.flush()
  saver.typed(text('three'))
  assert.equal((await first)?.version.id, 'v2')
  assert.deepEqual(
    sent.map(({ words }) => words),
    ['two', 'three'],
  )
  assert.equal(saver.safe, true)
})

test('two that ask to save at once make one request', async () => {
  const saver = aSaver(post('v0'), 'one')
  saver.typed(text('two'))
  await Promise.all([saver.flush(), saver.flush()])
  assert.equal(sent.length, 1)
})

test('no answer keeps the text, says so and tries again', async () => {
  answers = [fails(new Problem('no-answer', { detail: 'No answer.' }))]
  const saver = aSaver(post('v0'), 'one')
  saver.typed(text('two'))
  await passes(3000)
  assert.equal(saver.state().kind, 'failed')
  assert.equal(saver.safe, false)
  await passes(8000)
  assert.equal(saver.state().kind, 'saved')
  assert.deepEqual(
    sent.map(({ words }) => words),
    ['two', 'two'],
  )
})

test('a refusal is not tried again by itself', async () => {
  answers = [fails(new Problem('not-allowed', { detail: 'No.' }))]
  const saver = aSaver(post('v0'), 'one')
  saver.typed(text('two'))
  await passes(3000)
  await passes(60_000)
  assert.equal(sent.length, 1)
  assert.equal(saver.safe, false)
})

const newer = (words: string) => ({ id: 'v9', content: text(words), author: { name: 'Editor' } })
const clash = (words: string) =>
  fails(new Problem('conflict', { detail: 'Newer.' }, { newer: newer(words) }))

test('a newer version stops the saving until the person decides', async () => {
  answers = [clash('theirs')]
  const saver = aSaver(post('v0'), 'one')
  saver.typed(text('mine'))
  await passes(3000)
  const state = saver.state()
  assert.equal(state.kind, 'conflict')
  saver.typed(text('mine, and more'))
  await passes(60_000)
  assert.equal(await saver.flush(), null)
  assert.equal(sent.length, 1)
  if (state.kind === 'conflict') saver.settle(state.newer)
  await passes(3000)
  assert.deepEqual(sent.at(-1), { words: 'mine, and more', onto: 'v9' })
})

test('a newer version that is my own lost answer is no conflict', async () => {
  answers = [clash('mine')]
  const saver = aSaver(post('v0'), 'one')
  saver.typed(text('mine'))
  await passes(3000)
  assert.equal(saver.state().kind, 'saved')
})

test('a keystroke never takes back what was approved: it is saved only when asked', async () => {
  const saver = aSaver(post('v0', 'approved'), 'one')
  saver.typed(text('two'))
  await passes(60_000)
  assert.deepEqual([sent, saver.state()], [[], { kind: 'unsaved', byHand: true }])
  await saver.flush()
  saver.typed(text('three'))
  await passes(3000)
  assert.deepEqual(
    sent.map(({ words }) => words),
    ['two', 'three'],
  )
})

test('a text that is typed back to what was saved needs no saving', async () => {
  const saver = aSaver(post('v0'), 'one')
  saver.typed(text('two'))
  saver.typed(text('one'))
  await passes(60_000)
  assert.deepEqual([sent, saver.safe], [[], true])
})
