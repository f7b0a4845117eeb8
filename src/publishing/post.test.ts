import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { DeliveryState, PostMay, PostState } from './contract.ts'
import { isPossible, stateOf, whyNot, wordsFor } from './post.ts'
import { deliveryState, postMay, postState } from './views.ts'

const states = fc.constantFrom<PostState>(...postState.options)
const verbs = fc.constantFrom<PostMay>(...postMay.options)
const standing = fc.record({ state: states, live: fc.boolean() })
const leaving = fc.record({
  state: fc.constantFrom<DeliveryState>(...deliveryState.options),
  kind: fc.constantFrom('post' as const, 'edit' as const, 'delete' as const),
})

test('what is under way on a network is neither edited, withdrawn nor deleted', () => {
  const busy: PostState[] = ['sending', 'unconfirmed', 'removing']
  for (const state of busy)
    for (const live of [true, false])
      for (const verb of postMay.options) assert.equal(isPossible({ state, live }, verb), false)
})

test('only what waits for approval can be approved or returned', () => {
  fc.assert(
    fc.property(standing, (post) => {
      const waits = post.state === 'submitted'
      assert.equal(isPossible(post, 'approve'), waits)
      assert.equal(isPossible(post, 'return'), waits)
    }),
  )
})

test('nothing but a live post can be deleted on a network, and a discarded one stays discarded', () => {
  fc.assert(
    fc.property(standing, verbs, (post, verb) => {
      if (verb === 'remove' && !post.live) assert.equal(isPossible(post, verb), false)
      if (post.state === 'discarded') assert.equal(isPossible(post, verb), false)
    }),
  )
})

test('a no always says why, in a sentence', () => {
  fc.assert(
    fc.property(standing, verbs, (post, verb) => {
      if (isPossible(post, verb)) return
      assert.match(whyNot(post, verb), /^[A-Z].*\.$/)
    }),
  )
})

test('no edit of a submitted post can keep its place in the queue', () => {
  // A draft cannot be approved, scheduled or released: it has to be submitted again.
  for (const verb of ['approve', 'schedule', 'release', 'return'] as const)
    assert.equal(isPossible({ state: 'draft', live: false }, verb), false)
})

test('the state of a post is that of the delivery which needs someone most', () => {
  fc.assert(
    fc.property(fc.array(leaving, { minLength: 1, maxLength: 8 }), (deliveries) => {
      const has = (state: DeliveryState) => deliveries.some((each) => each.state === state)
      const state = stateOf(deliveries)
      if (has('unconfirmed')) assert.equal(state, 'unconfirmed')
      else if (has('sending')) assert.ok(state === 'sending' || state === 'removing')
      else if (has('held')) assert.equal(state, 'held')
      else if (has('refused')) assert.equal(state, 'refused')
      else if (has('due') || has('claimed'))
        assert.ok(['scheduled', 'sending', 'removing'].includes(state))
      else assert.ok(['sent', 'removed', 'withdrawn'].includes(state))
    }),
  )
})

test('a post counts as sent only when nothing of it is left to do', () => {
  fc.assert(
    fc.property(fc.array(leaving, { minLength: 1, maxLength: 8 }), (deliveries) => {
      if (!['sent', 'removed'].includes(stateOf(deliveries))) return
      assert.ok(deliveries.every(({ state }) => state === 'sent' || state === 'withdrawn'))
      assert.ok(deliveries.some(({ state }) => state === 'sent'))
    }),
  )
})

test('the order of the deliveries changes nothing', () => {
  fc.assert(
    fc.property(fc.array(leaving, { minLength: 1, maxLength: 8 }), (deliveries) => {
      assert.equal(stateOf(deliveries), stateOf(deliveries.toReversed()))
    }),
  )
})

test('a post of which a part has left and the rest waits is being sent', () => {
  const post = { kind: 'post' as const }
  assert.equal(
    stateOf([
      { ...post, state: 'sent' },
      { ...post, state: 'due' },
    ]),
    'sending',
  )
  assert.equal(
    stateOf([
      { ...post, state: 'due' },
      { ...post, state: 'claimed' },
    ]),
    'scheduled',
  )
})

test('deletions have words of their own', () => {
  const gone = { kind: 'delete' as const, state: 'sent' as const }
  assert.equal(stateOf([gone, gone]), 'removed')
  assert.equal(stateOf([gone, { kind: 'delete', state: 'due' }]), 'removing')
  assert.equal(stateOf([gone, { kind: 'post', state: 'sent' }]), 'sent')
})

test('every state has one word and one sentence, and a correction says that it is one', () => {
  for (const state of postState.options) {
    const { word, says } = wordsFor({ state, live: false })
    assert.match(word, /^[A-Z][a-z ]+$/)
    assert.match(says, /\.$/)
  }
  assert.equal(wordsFor({ state: 'draft', live: true }).word, 'Correction in draft')
})
