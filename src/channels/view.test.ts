import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { aCouncil, aPerson, inCouncil, type PersonFacts } from '../people/fixtures.ts'
import { guard, hasLevel, levels } from '../people/index.ts'
import { insertLockdown, insertSuspension } from '../people/store-suspensions.ts'
import { type Action, command, done } from '../platform/action.ts'
import { type Caller, nobody, type PersonCaller, system } from '../platform/caller.ts'
import { createDoor } from '../platform/door.ts'
import { newId } from '../platform/id.ts'
import { Refusal } from '../platform/refusal.ts'
import { activateChannel } from './actions/activate-channel.ts'
import { askToConnect } from './actions/ask-to-connect.ts'
import { checkChannel } from './actions/check-channel.ts'
import { closeChannel } from './actions/close-channel.ts'
import { createChannel } from './actions/create-channel.ts'
import { disconnectChannel } from './actions/disconnect-channel.ts'
import { listChannels } from './actions/list-channels.ts'
import { pauseChannel } from './actions/pause-channel.ts'
import { resumeChannel } from './actions/resume-channel.ts'
import { updateChannel } from './actions/update-channel.ts'
import type { ChannelStatus, ChannelVerb, Connection } from './channel.ts'
import { workingWorld } from './fixtures-jobs.ts'
import { found, itsChannel } from './found.ts'
import { readChannel } from './store.ts'

const world = await workingWorld()
const { pool, clock, councilId, communications } = world
const by = { councilId, reason: 'A reason', from: clock.now(), until: null }

/** Every status with every connection that goes with it, and one that is being looked at. */
const states: readonly [ChannelStatus, Connection, boolean][] = [
  ...(['planned', 'active', 'paused'] as const).flatMap((status) =>
    (['none', 'connected', 'signed-out'] as const).map(
      (connection): [ChannelStatus, Connection, boolean] => [status, connection, false],
    ),
  ),
  ['active', 'missing-right', false],
  ['active', 'connected', true],
  ['closed', 'none', false],
]
const stateOf = new Map<string, string>()
for (const [status, connection, checking] of states) {
  const credential = connection === 'none' ? {} : { credential: world.fake.credential() }
  const id = await world.channel({ ...credential, status, connection, checking })
  stateOf.set(id, `${status} ${connection}${checking ? ' checking' : ''}`)
}
const channelIds = [...stateOf.keys()]
const everywhere = (level: (typeof levels)[number]) =>
  Object.fromEntries(channelIds.map((id) => [id, level]))

async function suspended(facts: Partial<PersonFacts>, channelId: string | null) {
  const who = await world.person(facts)
  const { personId } = who
  const made = { ...by, id: newId(), personId, channelId, by: communications.personId }
  await inCouncil(pool, councilId, (db) => insertSuspension(db, made))
  return who
}

const anAdministrator = { levels: everywhere('administrator') }
const callers: readonly [string, Caller][] = [
  ['nobody', nobody],
  ['a job', system(councilId, 'test')],
  ['no level', await world.person()],
  ...(await Promise.all(
    levels.map(
      async (level): Promise<[string, Caller]> => [
        level,
        await world.person({ levels: everywhere(level) }),
      ],
    ),
  )),
  ['communications', communications],
  ['administrator of the council', world.administrator],
  ['auditor', await world.person({ roles: ['auditor'] })],
  ['auditor with levels', await world.person({ roles: ['auditor'], ...anAdministrator })],
  ['auditor in the team', await world.person({ roles: ['auditor', 'communications'] })],
  ['suspended from one', await suspended(anAdministrator, channelIds[1] ?? null)],
  ['suspended', await suspended({ roles: ['communications'] }, null)],
  ['of the crisis team', await world.person({ roles: ['crisis-team'], ...anAdministrator })],
  ['only of the crisis team', await world.person({ roles: ['crisis-team'] })],
  ['elsewhere', await aPerson(pool, { councilId: await aCouncil(pool), roles: ['administrator'] })],
]

class WouldChange extends Error {}

/** A door through which everything is tried and nothing is kept. */
const trying = createDoor({
  ...{ pool, guard, clock },
  append: async (_db, _at, [entry]) => {
    if (entry?.action !== 'attempt.refused') throw new WouldChange()
  },
})

type Came = 'done' | 'answered' | 'refused'

async function tried(action: Action, caller: Caller, input: object): Promise<Came> {
  try {
    await trying.run(action, caller, input)
    return 'answered'
  } catch (error) {
    if (error instanceof WouldChange) return 'done'
    if (error instanceof Refusal) return 'refused'
    throw error
  }
}

/** Stands for what publishing asks for with this level. */
const working = (level: 'contributor' | 'publisher' | 'approver') =>
  command({
    shape: {
      ...{ name: `test.${level}`, summary: 'Work on a channel.' },
      ...{ input: z.object({ channelId: z.uuid() }), reply: z.object({}) },
    },
    may: hasLevel(level, itsChannel),
    async do({ db }, { channelId }) {
      found(await readChannel(db, channelId))
      return done({}, { action: 'test.worked', object: { kind: 'channel', id: channelId } })
    },
  })

const reason = 'A reason that will do.'
const entry = (ownerId = communications.personId) => ({
  ...{ ownerId, name: `Named ${newId()}`, purpose: 'News for everybody.' },
})
// What each takes differs, and the door parses it all the same.
const enforced = {
  update: [updateChannel, () => entry()],
  activate: [activateChannel, () => ({})],
  pause: [pauseChannel, () => ({ reason })],
  resume: [resumeChannel, () => ({})],
  close: [closeChannel, () => ({ reason })],
  connect: [askToConnect, () => ({ requestFields: [] })],
  check: [checkChannel, () => ({})],
  disconnect: [disconnectChannel, () => ({ reason })],
  draft: [working('contributor'), () => ({})],
  publish: [working('publisher'), () => ({})],
  approve: [working('approver'), () => ({})],
} as unknown as Record<Exclude<ChannelVerb, 'reconnect'>, [Action, () => object]>

/** Where what a screen offers is not what the server does. */
async function differences(name: string, caller: Caller): Promise<string[]> {
  const listed = await world.door.run(listChannels, caller, {}).catch(() => null)
  const mayOn = new Map(listed?.channels.map(({ id, may }) => [id, may]))
  const byChannel = await Promise.all(
    channelIds.map(async (channelId) => {
      const may: readonly string[] = mayOn.get(channelId) ?? []
      const state = stateOf.get(channelId) ?? ''
      const wrong: string[] = []
      for (const [verb, [action, more]] of Object.entries(enforced)) {
        // Publishing's own gate holds work on a closed channel.
        if (state.startsWith('closed') && ['draft', 'publish', 'approve'].includes(verb)) continue
        const offered = may.includes(verb) || (verb === 'connect' && may.includes('reconnect'))
        const came = await tried(action, caller, { channelId, ...more() })
        // A look that is under way is answered with what is known, and nothing more happens.
        const idle = verb === 'check' && state.endsWith('checking') && came === 'answered'
        if (offered !== (came !== 'refused') && !idle)
          wrong.push(`${name}, ${state}: ${verb} is ${offered ? '' : 'not '}offered, and ${came}`)
      }
      return wrong
    }),
  )
  const own = caller.kind === 'person' ? caller.personId : newId()
  const came = await tried(asAny(createChannel), caller, { ...entry(own), network: 'x' })
  const offered = listed?.may.includes('create') ?? false
  const create = offered === (came === 'done') ? [] : [`${name}: create is ${offered}, and ${came}`]
  return [...byChannel.flat(), ...create]
}

// The door parses what it is given, whatever the action takes.
const asAny = (action: unknown) => action as Action

test('a screen offers what the server does, and the server refuses everything else', async () => {
  const wrong: string[] = []
  for (const [name, caller] of callers) wrong.push(...(await differences(name, caller)))
  assert.deepEqual(wrong, [])
})

test('nothing that was tried here was kept', async () => {
  const { channels } = await world.door.run(listChannels, communications, {})
  assert.deepEqual(channels.map(({ id }) => id).sort(), channelIds.toSorted())
  for (const { id, status } of channels) assert.ok(stateOf.get(id)?.startsWith(status.id))
})

test('so it is in a lockdown, when drafts are all that is left to most', async () => {
  const made = { ...by, id: newId(), by: communications.personId }
  await inCouncil(pool, councilId, (db) => insertLockdown(db, made))
  const wrong: string[] = []
  for (const [name, caller] of callers) wrong.push(...(await differences(name, caller)))
  assert.deepEqual(wrong, [])
  const mayOf = async (caller: PersonCaller) => (await world.read(channelIds[3] ?? '', caller)).may
  assert.deepEqual(await mayOf(communications), ['draft'])
  const crisis = callers.find(([name]) => name === 'of the crisis team')?.[1]
  assert.ok(crisis?.kind === 'person')
  assert.ok((await mayOf(crisis)).includes('pause'))
})
