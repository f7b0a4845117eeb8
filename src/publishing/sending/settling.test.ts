import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { OutgoingItem, RemotePost } from '../../networks/index.ts'
import { usualPace } from './pace.ts'
import { type Lookup, matchPosts, nextLook, whenAbsent, whenUnreadable } from './settling.ts'

const start = Temporal.Instant.from('2026-11-24T09:00:00Z')
const item = (text: string): OutgoingItem => ({
  text,
  media: [],
  visibility: 'public',
  language: 'en',
})
const lookup = (deliveryId: string, text: string, more: Partial<Lookup> = {}): Lookup => ({
  deliveryId,
  attemptId: `attempt of ${deliveryId}`,
  kind: 'post',
  startedAt: start,
  dueAt: start,
  position: 0,
  repeats: 0,
  item: item(text),
  targetId: null,
  ...more,
})
const post = (remoteId: string, text: string, seconds = 1): RemotePost => ({
  remoteId,
  text,
  address: `https://social.example/${remoteId}`,
  at: start.add({ seconds }),
  spoiler: '',
  replyTo: null,
  visibility: 'public',
  language: 'en',
  editedAt: null,
  media: [],
})
const same = (one: RemotePost, other: OutgoingItem) => one.text === other.text
const all = { complete: true, keyed: false }
const after = (milliseconds: number) => start.add({ milliseconds })

test('a post is known again by what it says', () => {
  const found = matchPosts(
    [lookup('a', 'open'), lookup('b', 'free')],
    [post('1', 'free'), post('2', 'open'), post('3', 'other')],
    new Set(),
    same,
  )
  assert.equal(found.get('a')?.remoteId, '2')
  assert.equal(found.get('b')?.remoteId, '1')
})

test('of two attempts with the same words each takes its own post, the earlier the earlier', () => {
  const later = { startedAt: start.add({ seconds: 10 }) }
  const both = [lookup('late', 'open', later), lookup('early', 'open')]
  const two = matchPosts(both, [post('2', 'open', 11), post('1', 'open', 1)], new Set(), same)
  assert.equal(two.get('early')?.remoteId, '1')
  assert.equal(two.get('late')?.remoteId, '2')
  const one = matchPosts(both, [post('1', 'open', 1)], new Set(), same)
  assert.equal(one.get('early')?.remoteId, '1')
  assert.equal(one.has('late'), false)
})

test('a post that is known as another delivery is not taken again', () => {
  assert.equal(matchPosts([lookup('a', 'open')], [post('1', 'open')], new Set(['1']), same).size, 0)
})

test('a post from before the attempt is not it, but for clocks that differ', () => {
  const old = [post('1', 'open', -301)]
  assert.equal(matchPosts([lookup('a', 'open')], old, new Set(), same).size, 0)
  const skewed = [post('1', 'open', -200)]
  assert.equal(matchPosts([lookup('a', 'open')], skewed, new Set(), same).size, 1)
})

test('no post is ever given to two attempts', () => {
  const texts = fc.array(fc.constantFrom('x', 'y'), { maxLength: 8 })
  fc.assert(
    fc.property(texts, texts, (wanted, there) => {
      const found = matchPosts(
        wanted.map((text, index) => lookup(String(index), text)),
        there.map((text, index) => post(String(index), text, index)),
        new Set(),
        same,
      )
      const ids = found
        .values()
        .map((each) => each.remoteId)
        .toArray()
      assert.equal(new Set(ids).size, ids.length)
      for (const text of ['x', 'y']) {
        const count = (all: readonly string[]) => all.filter((each) => each === text).length
        const given = found
          .values()
          .filter((each) => each.text === text)
          .toArray().length
        assert.equal(given, Math.min(count(wanted), count(there)))
      }
    }),
  )
})

test('what is not there yet is looked for again: a slow network may still show it', () => {
  const finding = whenAbsent(lookup('a', 'open'), all, after(10_000), usualPace)
  assert.equal(finding.is, 'not-yet')
})

test('only after the whole wait does it count as absent, and may be sent again', () => {
  const late = after(usualPace.absentAfter)
  assert.equal(
    whenAbsent(lookup('a', 'x'), all, after(usualPace.absentAfter - 1), usualPace).is,
    'not-yet',
  )
  assert.equal(whenAbsent(lookup('a', 'x'), all, late, usualPace).is, 'absent')
})

test('where the network did not show everything, a person is asked', () => {
  const late = after(usualPace.absentAfter)
  assert.equal(
    whenAbsent(lookup('a', 'x'), { ...all, complete: false }, late, usualPace).is,
    'unclear',
  )
})

test('after some repeats a person is asked, and for news that is too old', () => {
  const late = after(usualPace.absentAfter)
  const tired = lookup('a', 'x', { repeats: usualPace.repeats })
  assert.equal(whenAbsent(tired, all, late, usualPace).is, 'unclear')
  const old = lookup('a', 'x', { dueAt: start.subtract({ hours: 2 }) })
  assert.equal(whenAbsent(old, all, late, usualPace).is, 'unclear')
  assert.equal(whenAbsent({ ...old, position: 1 }, all, late, usualPace).is, 'absent')
  assert.equal(whenAbsent({ ...old, kind: 'delete' }, all, late, usualPace).is, 'absent')
})

test('a network that cannot be read is asked for half an hour, then a person', () => {
  assert.equal(whenUnreadable(lookup('a', 'x'), after(60_000), usualPace).is, 'not-yet')
  assert.equal(whenUnreadable(lookup('a', 'x'), after(31 * 60_000), usualPace).is, 'unclear')
})

test('looks lie ahead, grow apart, and one falls just after the wait ends', () => {
  fc.assert(
    fc.property(fc.nat(usualPace.absentAfter * 2), (age) => {
      const now = after(age)
      const next = nextLook(age, usualPace.absentAfter, now, usualPace)
      assert.ok(Temporal.Instant.compare(next, now) > 0)
      const ends = usualPace.absentAfter
      const at = start.until(next).total('milliseconds')
      // The wait is never overslept by more than a moment.
      if (age < ends) assert.ok(at <= ends + 2 || at <= age + usualPace.firstLook)
    }),
  )
})

test('where the network keeps our key the wait is shorter, for posts alone', () => {
  const keyed = { ...all, keyed: true }
  const soon = after(usualPace.absentAfterKeyed)
  assert.equal(whenAbsent(lookup('a', 'x'), keyed, soon, usualPace).is, 'absent')
  assert.equal(whenAbsent(lookup('a', 'x'), all, soon, usualPace).is, 'not-yet')
  const edit = lookup('a', 'x', { kind: 'edit' })
  assert.equal(whenAbsent(edit, keyed, soon, usualPace).is, 'not-yet')
})
