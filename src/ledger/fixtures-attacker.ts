import { setClock } from '../platform/clock.ts'
import { newId } from '../platform/id.ts'
import { silentLog } from '../platform/log.ts'
import { anEntry, testKeys, testLedger, testNow, type Urls } from './fixtures.ts'
import { emptyTree, fromBytes, grow, leafHash, toBytes } from './merkle.ts'
import { createSequencer } from './sequencer.ts'
import { verify } from './verify.ts'

export const testClock = setClock(testNow.toString())

/** A ledger of seven entries, signed for after the second, the fifth and the seventh. */
export async function sevenEntries(database: Urls) {
  const ledger = testLedger(database)
  const { pool, councilId } = ledger
  const round = createSequencer({ pool, keys: testKeys, log: silentLog, clock: testClock })
  const ids: string[] = []
  for (const many of [2, 3, 2]) {
    ids.push(...(await ledger.append(...Array.from({ length: many }, () => anEntry()))))
    await round()
  }
  const check = async (options: Partial<Parameters<typeof verify>[0]> = {}) => {
    const councils = [councilId]
    const [report] = await verify({
      pool,
      keys: testKeys,
      clock: testClock,
      councils,
      batch: 3,
      ...options,
    })
    if (report === undefined) throw new Error('There is no report.')
    return report
  }
  const sentences = async (options = {}) =>
    (await check(options)).findings.map(({ sentence }) => sentence)
  return { ...ledger, ids, round, check, sentences }
}

export type Ledger = Awaited<ReturnType<typeof sevenEntries>>
export type Place = { entry_id: string; hash: Buffer; seal: Buffer }

/** The attacker's best: gives leaves new places and makes the whole tree fit them. */
export async function replaceLeaves(ledger: Ledger, change: (places: Place[]) => Place[]) {
  const { councilId, tamper } = ledger
  const places = await tamper(
    'select entry_id, hash, seal from ledger.leaf where council_id = $1 order by index',
    [councilId],
  )
  await tamper('delete from ledger.leaf where council_id = $1', [councilId])
  const tree = emptyTree()
  for (const { entry_id, hash, seal } of change(places as Place[])) {
    const index = tree.size
    const subtrees = toBytes(grow(tree, fromBytes(hash)).join(''))
    await tamper('insert into ledger.leaf values ($1, $2, $3, $4, $5, $6)', [
      councilId,
      index,
      entry_id,
      hash,
      subtrees,
      seal,
    ])
  }
}

export async function alterBody({ tamper, ids }: Ledger, at: number): Promise<Buffer> {
  const [row] = await tamper(
    `update ledger.entry set body = replace(body, 'post.approved', 'post.rejected') where id = $1 returning body`,
    [ids[at]],
  )
  return toBytes(leafHash(String(row?.body)))
}

export async function forgeEntry({ tamper, councilId, ids }: Ledger): Promise<Place> {
  const id = newId()
  const [row] = await tamper(
    `insert into ledger.entry (body, seal) select replace(body, id::text, $3), seal
     from ledger.entry where council_id = $1 and id = $2 returning body`,
    [councilId, ids[0], id],
  )
  return { entry_id: id, hash: toBytes(leafHash(String(row?.body))), seal: Buffer.alloc(16) }
}

export const dropEntry = ({ tamper, ids }: Ledger, at: number) =>
  tamper('delete from ledger.entry where id = $1', [ids[at]])
