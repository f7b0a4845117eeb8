import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '../platform/caller.ts'
import { newId } from '../platform/id.ts'
import { Refusal } from '../platform/refusal.ts'
import { aCouncil, aPerson } from './fixtures.ts'
import { peopleWorld } from './fixtures-world.ts'
import { ownSignIn, secondFactorOwed } from './guard.ts'
import { peopleRoutes } from './routes.ts'

const world = await peopleWorld()
const { door, pool } = world
const administrator = await world.withRole('administrator')
const author = await world.person()
const routes = Object.entries(
  peopleRoutes({
    publicAddress: 'http://localhost:7373',
    sealingKeys: [new Uint8Array(32)],
    mailReady: false,
  }),
)
const ids = { personId: author.personId, channelId: newId(), suspensionId: newId() }
/** Enough for each request to reach its permission. */
const fields: Readonly<Record<string, unknown>> = {
  ...ids,
  ...{ sessionId: newId(), invitationId: newId(), roles: ['moderator'], level: 'publisher' },
  ...{ accessUntil: null, reason: 'A reason', experienced: false, channelIds: null },
  ...{ email: 'new@brackenshire.example', name: 'Somebody new', secondFactorFor: 'nobody' },
  ...{ invitationDays: 7, enabled: false, issuer: 'https://a.example', clientId: 'a' },
  ...{ groupRoles: [] },
}

for (const [name, action] of routes) {
  const input = Object.fromEntries(
    Object.entries(fields).filter(([field]) => field in action.shape.input.shape),
  )
  // The table's type forgets which input belongs to which action; the door parses it.
  const run = (caller: Parameters<typeof door.run>[1]) =>
    door.run(action as unknown as Parameters<typeof door.run>[0], caller, input)
  const refused = (kind: string) => (error: unknown) =>
    error instanceof Refusal && error.kind === kind

  test(`${name} is closed to nobody, and to a session that owes a second factor`, async () => {
    await assert.rejects(run(nobody), refused('sign-in-needed'))
    const owing = { ...administrator, roles: [secondFactorOwed], secondFactor: false }
    if (action.may !== ownSignIn) await assert.rejects(run(owing), refused('second-factor-needed'))
  })

  if (action.kind === 'command' && action.may !== ownSignIn) {
    test(`${name} changes nothing for an auditor, or for somebody without any role`, async () => {
      for (const roles of [['auditor'], []] as const)
        await assert.rejects(run(await world.person({ roles })), refused('not-allowed'))
    })

    test(`${name} reaches nobody from another council`, async () => {
      const elsewhere = await aPerson(pool, {
        councilId: await aCouncil(pool),
        roles: ['administrator'],
      })
      const before = world.entries(author.personId).length
      await run(elsewhere).catch((error) => {
        assert.ok(error instanceof Refusal, String(error))
      })
      assert.equal(world.entries(author.personId).length, before)
    })
  }
}
