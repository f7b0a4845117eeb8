import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '../platform/id.ts'
import type { DeliveryState } from './contract.ts'
import { lastWords } from './settle-posts.ts'
import type { DeliveryRow } from './store/tables.ts'
import { deliveryState } from './views.ts'

const start = Temporal.Instant.from('2026-11-24T09:00:00Z')
const channel = newId()

/** The nth delivery of one place, made a minute after the one before. */
function delivery(
  nth: number,
  state: DeliveryState,
  kind: DeliveryRow['kind'] = 'post',
  position = 0,
): DeliveryRow {
  const made = start.add({ minutes: nth })
  return {
    id: newId(),
    post_id: newId(),
    version_id: newId(),
    channel_id: channel,
    position,
    kind,
    state,
    due_at: made,
    next_at: null,
    claim_id: null,
    lease_until: null,
    attempt_id: null,
    attempts: 0,
    tries: 0,
    repeats: 0,
    answer_by: null,
    target_id: null,
    remote_id: null,
    address: null,
    sent_at: state === 'sent' ? made : null,
    failure: null,
    held_why: null,
    held_says: null,
    held_clauses: [],
    made_at: made,
  }
}
const one = (...rows: DeliveryRow[]) => {
  const [slot] = lastWords(rows)
  return { state: slot?.delivery?.state, kind: slot?.delivery?.kind, live: slot?.live }
}

test('what was sent is live until it is deleted', () => {
  assert.deepEqual(one(delivery(1, 'sent')), { state: 'sent', kind: 'post', live: true })
  const deleted = one(delivery(1, 'sent'), delivery(2, 'sent', 'delete'))
  assert.deepEqual(deleted, { state: 'sent', kind: 'delete', live: false })
})

test('a correction under way speaks for its place, and the post stays live', () => {
  const correcting = one(delivery(1, 'sent'), delivery(2, 'due', 'edit'))
  assert.deepEqual(correcting, { state: 'due', kind: 'edit', live: true })
})

test('a correction that was taken back leaves what stands there', () => {
  const back = one(delivery(1, 'sent'), delivery(2, 'withdrawn', 'edit'))
  assert.deepEqual(back, { state: 'sent', kind: 'post', live: true })
})

test('what was posted again after a deletion is live again', () => {
  const again = [delivery(1, 'sent'), delivery(2, 'sent', 'delete'), delivery(3, 'sent')]
  assert.deepEqual(one(...again), { state: 'sent', kind: 'post', live: true })
})

test('the order of the rows does not matter, and every place has one last word', () => {
  const row = fc
    .record({
      nth: fc.nat(20),
      state: fc.constantFrom<DeliveryState>(...deliveryState.options),
      kind: fc.constantFrom('post' as const, 'edit' as const, 'delete' as const),
      position: fc.nat(2),
    })
    .map(({ nth, state, kind, position }) => delivery(nth, state, kind, position))
  const rows = fc.uniqueArray(row, {
    selector: (each) => each.made_at.toString(),
    minLength: 1,
    maxLength: 10,
  })
  fc.assert(
    fc.property(rows, (deliveries) => {
      const words = (order: DeliveryRow[]) =>
        lastWords(order)
          .map((slot) => `${slot.delivery?.position} ${slot.delivery?.id} ${slot.live}`)
          .sort()
      assert.deepEqual(words(deliveries), words(deliveries.toReversed()))
      assert.equal(
        lastWords(deliveries).length,
        new Set(deliveries.map((each) => each.position)).size,
      )
    }),
  )
})
