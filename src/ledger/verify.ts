import type pg from 'pg'
import { type Clock, machineClock } from '../platform/clock.ts'
import type { Writer } from '../platform/database.ts'
import { councilOf, openCheckpoint } from './checkpoint.ts'
import { vouchesFor } from './diagnose.ts'
import {
  copyNotSigned,
  type Finding,
  insertedOutside,
  otherKey,
  waitingTooLong,
} from './findings.ts'
import type { CouncilKeys, LedgerKeys } from './keys.ts'
import type { Digest } from './merkle.ts'
import { allCouncils, entriesOutside, latestCheckpoint, leavesFrom } from './store.ts'
import { atOneMoment } from './transaction.ts'
import { walk } from './walk.ts'

export interface VerifyParts {
  readonly pool: pg.Pool
  readonly keys: LedgerKeys
  readonly clock?: Clock
  /** Only these councils; all of them unless it is given. */
  readonly councils?: readonly string[]
  /** Checkpoints that were kept outside the database, as they are: signed notes. */
  readonly kept?: readonly string[]
  readonly batch?: number
}

export interface LedgerReport {
  readonly councilId: string
  /** The public key, to compare with the one noted when the ledger began. */
  readonly verifier: string
  readonly entries: number
  readonly checkpoints: number
  /** The latest signed note: the thing to keep elsewhere. */
  readonly latest: string | undefined
  readonly findings: readonly Finding[]
}

/** Recomputes every council's ledger from its entries. Nothing found means nothing was touched. */
export async function verify(parts: VerifyParts): Promise<LedgerReport[]> {
  const kept = parts.kept ?? []
  const named = kept.map((note) => councilOf(note)).filter((id) => id !== null)
  const councils = new Set(parts.councils ?? [...(await allCouncils(parts.pool)), ...named])
  const reports: LedgerReport[] = []
  for (const councilId of councils) {
    const notes = kept.filter((note) => (councilOf(note) ?? councilId) === councilId)
    reports.push(
      await atOneMoment(parts.pool, councilId, (db) => verifyCouncil(parts, db, councilId, notes)),
    )
  }
  return reports
}

async function verifyCouncil(
  { keys, clock = machineClock, batch = 2000 }: VerifyParts,
  db: Writer,
  councilId: string,
  notes: readonly string[],
): Promise<LedgerReport> {
  const own = keys(councilId)
  const verifier = own.signer.verifier.text
  const latest = (await latestCheckpoint(db))?.note
  const common = { councilId, verifier, latest }
  if (latest !== undefined && !(await isOurs(db, own, councilId, latest)))
    return { ...common, entries: 0, checkpoints: 0, findings: [otherKey] }
  const { kept, unsigned } = readKept(own, councilId, notes)
  const { entries, checkpoints, finding } = await walk({ db, councilId, keys: own, kept, batch })
  const outside = await findOutside(db, own, clock.now(), batch)
  const findings = [finding, ...unsigned, ...outside].filter((each) => each !== undefined)
  return { ...common, entries, checkpoints, findings }
}

/** Telling a wrong key in the settings from tampering: with a wrong key nothing at all fits. */
async function isOurs(
  db: Writer,
  keys: CouncilKeys,
  councilId: string,
  latest: string,
): Promise<boolean> {
  const [first] = await leavesFrom(db, 0, 1)
  if (openCheckpoint(keys.verifiers, councilId, latest) || first === undefined) return true
  const { entry } = first
  return vouchesFor(keys, first, 0) || (entry !== null && keys.isSealed(entry.body, entry.seal))
}

function readKept(keys: CouncilKeys, councilId: string, notes: readonly string[]) {
  const kept = new Map<number, Digest>()
  const unsigned: Finding[] = []
  for (const note of notes) {
    const checkpoint = openCheckpoint(keys.verifiers, councilId, note)
    if (checkpoint) kept.set(checkpoint.size, checkpoint.root)
    else unsigned.push(copyNotSigned)
  }
  return { kept, unsigned }
}

const patience = Temporal.Duration.from({ seconds: 10 })

/** Entries outside the tree: forged ones, and genuine ones that should long have been folded. */
async function findOutside(
  db: Writer,
  keys: CouncilKeys,
  now: Temporal.Instant,
  batch: number,
): Promise<Finding[]> {
  const limit = now.subtract(patience)
  let forged: string | undefined
  let oldest: Temporal.Instant | undefined
  let count = 0
  for (let last: string | undefined; ; ) {
    const page = await entriesOutside(db, last, batch)
    for (const { id, at, body, seal } of page) {
      if (!keys.isSealed(body, seal)) forged ??= id
      else if (Temporal.Instant.compare(at, limit) < 0) {
        oldest ??= at
        count += 1
      }
    }
    last = page.at(-1)?.id
    if (last === undefined) break
  }
  return [
    ...(forged === undefined ? [] : [insertedOutside(forged)]),
    ...(oldest === undefined ? [] : [waitingTooLong(count, oldest)]),
  ]
}
