import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { newId } from '../../platform/id.ts'
import { changeSetting } from './change-setting.ts'
import { readSetting } from './read-setting.ts'

const { door, as, clock } = await testDoor()
const keeper = as('communications')
const key = 'post.approval'

for (const [day, value] of [
  ['2026-11-24', 'none'],
  ['2026-11-25', 'new-users'],
  ['2026-11-26', 'all-posts'],
] as const) {
  clock.set(`${day}T09:00:00Z`)
  await door.run(changeSetting, keeper, { key, value, reason: `Decided on ${day}` })
}

test('shows the history of choices, newest first, with who, why and until when', async () => {
  const { history, value } = await door.run(readSetting, as('author'), { key })
  assert.equal(value, 'all-posts')
  assert.deepEqual(
    history.map((choice) => [choice.value, choice.reason, choice.until]),
    [
      ['all-posts', 'Decided on 2026-11-26', null],
      ['new-users', 'Decided on 2026-11-25', '2026-11-26T09:00:00Z'],
      ['none', 'Decided on 2026-11-24', '2026-11-25T09:00:00Z'],
    ],
  )
  assert.ok(history.every(({ by }) => keeper.kind === 'person' && by === keeper.personId))
})

test('says who may change it', async () => {
  assert.deepEqual((await door.run(readSetting, as('author'), { key })).may, [])
  assert.ok((await door.run(readSetting, keeper, { key })).may.includes('change-setting'))
})

test('another council has its own history', async () => {
  const other = { ...keeper, councilId: newId() }
  const { history, state } = await door.run(readSetting, other, { key })
  assert.deepEqual(history, [])
  assert.equal(state, 'strictest-until-answered')
})

test('a setting that does not exist is not found', async () => {
  for (const missing of ['post.nothing', 'constructor'])
    await assert.rejects(door.run(readSetting, keeper, { key: missing }), { kind: 'not-found' })
})
