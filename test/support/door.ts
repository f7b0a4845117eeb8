import { after } from 'node:test'
import type { Caller } from '../../src/platform/caller.ts'
import { setClock } from '../../src/platform/clock.ts'
import { openPool } from '../../src/platform/database.ts'
import { createDoor, type DoorParts } from '../../src/platform/door.ts'
import { newId } from '../../src/platform/id.ts'
import { testDatabase } from './database.ts'
import { append } from './ledger.ts'

/** A door on a database of this test file's own, with a clock that stands at 24 November 2026. */
export async function testDoor(parts: Partial<DoorParts> = {}) {
  const database = await testDatabase()
  const pool = openPool(database.url)
  const clock = setClock('2026-11-24T09:00:00Z')
  const door = createDoor({ pool, append, clock, ...parts })
  const councilId = newId()
  after(async () => {
    await pool.end()
    await database.drop()
  })
  return { door, database, pool, clock, councilId, as: personOf(councilId) }
}

/** A caller of one council, by roles alone: for slices that stand below people. */
export function personOf(councilId: string) {
  return (...roles: string[]): Caller => ({
    kind: 'person',
    councilId,
    personId: newId(),
    sessionId: newId(),
    roles,
    secondFactor: true,
  })
}
