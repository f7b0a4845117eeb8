import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPerson } from '../../people/fixtures.ts'
import type { Action } from '../../platform/action.ts'
import { policyRoutes } from '../../policy/index.ts'
import type { PostView } from '../contract.ts'
import { attested, soon, words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { approvePost } from './approve-post.ts'
import { clearPost } from './clear-post.ts'
import { savePost } from './save-post.ts'
import { submitPost } from './submit-post.ts'

const world = await newsWorld()
const { door, pool, room, draft, read, lastEntry } = world
const officer = await aPerson(pool, {
  councilId: room.councilId,
  name: 'Data Protection Officer',
  roles: ['data-protection-officer'],
})
const reason = 'She agreed in writing to be named with her number.'
const text = 'Book with Mrs Example on 07700 900123.'
const exact = (post: PostView) => ({ postId: post.id, versionId: post.version.id })
const submit = (post: PostView) =>
  door.run(submitPost, room.author, { ...exact(post), attestation: attested, when: soon })
const clear = (post: PostView, by = officer) => door.run(clearPost, by, { ...exact(post), reason })
const setting = (value: string) =>
  // The table forgets what each action takes; the door parses the input all the same.
  door.run(policyRoutes['PUT /policy/settings/:key'] as unknown as Action, room.administrator, {
    key: 'personalData.mayClear',
    value,
    reason: 'The council chose this.',
  })

test('where nobody has the authority a clearance changes nothing', async () => {
  const post = await draft({ text })
  await clear(post)
  assert.equal((await submit(post)).verdict.outcome, 'refused')
})

test('an officer with authority lets exactly this version pass, and it is sent', async () => {
  await setting('data-protection-officer')
  const post = await draft({ text })
  assert.equal((await submit(post)).verdict.outcome, 'refused')
  await clear(post)
  const { verdict } = await submit(post)
  assert.equal(verdict.outcome, 'needs')
  await door.run(approvePost, room.approver, exact(post))
  await room.pump()
  const after = await read(post.id)
  assert.equal(after.state.id, 'sent')
  assert.deepEqual(
    after.clearances.map((each) => [each.by.name, each.reason]),
    [['Data Protection Officer', reason]],
  )
})

test('an edit is another version, which nobody has cleared', async () => {
  const post = await draft({ text })
  await clear(post)
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words(`${text} Come along.`, [room.channelId]),
  })
  assert.equal((await submit(edited)).verdict.outcome, 'refused')
  assert.equal((await refusalOf(clear(post))).status, 409)
})

test('nobody clears a post of their own, and others may not clear at all', async () => {
  const post = await draft({ text })
  assert.equal((await refusalOf(clear(post, room.approver))).status, 403)
  const own = await door.run(savePost, room.communications, {
    postId: post.id,
    basedOn: post.version.id,
    content: words(`${text} Do.`, [room.channelId]),
  })
  assert.equal((await refusalOf(clear(own, room.communications))).status, 403)
})

test('the reason stays in Crier; the ledger says who cleared which version', async () => {
  const post = await draft({ text })
  await clear(post)
  const entry = lastEntry(post.id)
  assert.partialDeepStrictEqual(entry, {
    action: 'post.cleared',
    details: { versionId: post.version.id, control: 'personal-data-check' },
  })
  assert.doesNotMatch(JSON.stringify(entry), /agreed/)
})
