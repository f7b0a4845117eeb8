import { z } from 'zod'
import { command, done, query } from './action.ts'
import { contract } from './contract.ts'
import { read, write } from './database.ts'
import { holdsRole } from './permission.ts'
import { routes } from './routes.ts'

// Proofs for the compiler: each line below an expectation must fail to compile. This file is
// never run; `tsc` fails when one of them begins to compile.

interface Tables {
  'proof.thing': { id: string; council_id: string }
}

const proof = contract({
  'POST /things/:thingId': {
    summary: 'Change a thing.',
    input: z.object({ thingId: z.uuid(), size: z.number() }),
    reply: z.object({ size: z.number() }),
  },
})
const shape = proof['POST /things/:thingId']
const may = holdsRole('administrator')

const changeThing = command({
  shape,
  may,
  async do({ db }, { thingId, size }) {
    await write<Tables>(db).deleteFrom('proof.thing').where('id', '=', thingId).execute()
    return done({ size }, { action: 'thing.changed', object: { kind: 'thing', id: thingId } })
  },
})

export const proofRoutes = routes(proof, { 'POST /things/:thingId': changeThing })

export const withoutEntry = command({
  shape,
  may,
  // @ts-expect-error a command with no ledger entry
  async do(_at, { size }) {
    return { size }
  },
})

// @ts-expect-error a command with no permission
export const withoutPermission = command({
  shape,
  async do(_at, { size }) {
    return done({ size }, { action: 'thing.changed', object: { kind: 'thing', id: 'x' } })
  },
})

// @ts-expect-error a query with no permission
export const askedByAnybody = query({
  shape,
  async do(_at, { size }) {
    return { size }
  },
})

export const writingQuery = query({
  shape,
  may,
  async do({ db }, { thingId, size }) {
    // @ts-expect-error a query that writes: a Reader is no Writer
    await write<Tables>(db).deleteFrom('proof.thing').where('id', '=', thingId).execute()
    // @ts-expect-error nor does a reader offer a way to write
    await read<Tables>(db).deleteFrom('proof.thing').execute()
    return { size }
  },
})

export const wrongReply = command({
  shape,
  may,
  // @ts-expect-error a reply that the contract does not name
  async do(_at, { thingId }) {
    return done({ height: 1 }, { action: 'thing.changed', object: { kind: 'thing', id: thingId } })
  },
})

// @ts-expect-error a contract's request that nothing answers
export const missingRoute = routes(proof, {})
