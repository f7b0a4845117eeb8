import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inCouncil } from '../../people/fixtures.ts'
import { insertSuspension } from '../../people/store-suspensions.ts'
import { newId } from '../../platform/id.ts'
import { workingWorld } from '../fixtures-jobs.ts'
import { refusalOf } from '../fixtures-world.ts'
import { createChannel } from './create-channel.ts'
import { listChannels } from './list-channels.ts'
import { updateChannel } from './update-channel.ts'

const world = await workingWorld()
const { door, pool, councilId, clock, enter, person, communications: by } = world
const taken = { kind: 'conflict', fields: { name: 'This name is taken.' } }

const rename = (channelId: string, name: string, more: object = {}) =>
  door.run(updateChannel, by, {
    ...{ channelId, name, purpose: 'News.', ownerId: by.personId, ...more },
  })

test('a name is taken whatever its letters, large or small, Welsh or not', async () => {
  for (const [name, again] of [
    ['Gŵyl Brackenshire', 'GŴYL BRACKENSHIRE'],
    ['ÉTÉ À LA PLAGE', 'ÉTÉ À LA PLAGE'],
    ['İstanbul twinning', 'İstanbul twinning'],
  ] as const) {
    await enter(name)
    await assert.rejects(enter(again), taken, again)
  }
})

test('the name of a closed channel is free, and a channel keeps its own', async () => {
  const { id } = await enter('Once more')
  assert.equal((await rename(id, 'ONCE MORE')).name, 'ONCE MORE')
  await world.rows(`update channels.channel set status = 'closed' where id = $1`, [id])
  assert.notEqual((await enter('Once more')).id, id)
})

test('two people who enter one name at the same moment: one hears that it is taken', async () => {
  const ended = await Promise.allSettled([1, 2, 3].map(() => enter('At the same moment')))
  const lost = ended.filter(({ status }) => status === 'rejected')
  assert.equal(lost.length, 2)
  for (const each of lost)
    await assert.rejects(async () => {
      throw each.status === 'rejected' ? each.reason : null
    }, taken)
})

/** Someone of this council who cannot sign in any more, or not now. */
async function gone(how: 'left' | 'suspended') {
  const { personId } = await person({ name: `Somebody ${how}` })
  if (how === 'left')
    await world.rows(`update people.person set status = 'left' where id = $1`, [personId])
  else
    await inCouncil(pool, councilId, (db) =>
      insertSuspension(db, {
        ...{ id: newId(), councilId, personId, channelId: null, reason: 'A reason' },
        ...{ from: clock.now(), until: null, by: by.personId },
      }),
    )
  return personId
}

test('nobody who has left or is suspended becomes owner or deputy', async () => {
  const { id } = await enter('For people who work here')
  for (const how of ['left', 'suspended'] as const) {
    const who = await gone(how)
    for (const [field, named] of [
      ['ownerId', { ownerId: who }],
      ['deputyId', { deputyId: who }],
    ] as const)
      for (const run of [() => enter('Anew', named), () => rename(id, 'Renamed', named)]) {
        const refusal = await refusalOf(run())
        assert.match(refusal.sentence, /can no longer sign in/)
        assert.deepEqual(refusal.fields, { [field]: 'Choose someone who works here.' })
      }
  }
})

test('who stood there before they left may stay until a successor is found', async () => {
  const owner = await gone('left')
  const channelId = await world.channel({ owner_id: owner, deputy_id: await gone('left') })
  const { deputy_id: deputyId } = await world.row(channelId)
  const view = await rename(channelId, 'A slip mended', { ownerId: owner, deputyId })
  assert.deepEqual([view.name, view.owner.name], ['A slip mended', 'Somebody left'])
  const swapped = rename(channelId, 'A slip mended', { ownerId: deputyId, deputyId: owner })
  assert.equal((await refusalOf(swapped)).kind, 'invalid', 'nobody who has left is named anew')
})

test('what is left out, too long, too short or not named is refused field by field', async () => {
  const whole = { name: 'Whole', network: 'x', purpose: 'News.', ownerId: by.personId }
  const wrong: readonly [object, string][] = [
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(121) }, 'name'],
    [{ purpose: 'no' }, 'purpose'],
    [{ purpose: 'x'.repeat(2001) }, 'purpose'],
    [{ ownerId: 'nobody' }, 'ownerId'],
    [{ network: 'friendster' }, 'network'],
    [{ recoveryEmail: 'not an address' }, 'recoveryEmail'],
    [{ status: 'paused' }, 'status'],
    [{ status: 'closed' }, 'status'],
    [{ connection: 'connected' }, 'connection'],
    [{ token: 'mine' }, 'token'],
  ]
  for (const [part, field] of wrong) {
    const refusal = await refusalOf(door.run(createChannel, by, { ...whole, ...part }))
    assert.deepEqual([refusal.kind, Object.keys(refusal.fields)], ['invalid', [field]])
  }
  const { channels } = await door.run(listChannels, by, {})
  assert.ok(!channels.some(({ name }) => name === 'Whole'))
})
