import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { isReady } from '../channel.ts'
import { connectionAfter, type Fault, isSameAccount, looksAgain } from '../connection.ts'
import { lookLater } from '../jobs.ts'
import { channelChanged } from '../news.ts'
import { columnsOf, type Look, lookShape } from '../standing.ts'
import {
  type ChannelRow,
  lockChannel,
  readCredentials,
  replaceSealed,
  updateChannel,
} from '../store.ts'

const minutesUntilNextTry = 10

/** Records what a live look at the network found, or why it found nothing. */
export const recordCheck = command({
  shape: {
    name: 'channels.record-check',
    summary: 'Record a look at the network.',
    input: z.strictObject({
      channelId: z.uuid(),
      credentialId: z.uuid(),
      tries: z.number().int(),
      look: lookShape.nullable(),
      fault: z.custom<Fault>().nullable(),
      /** The credential as the network renewed it, sealed for the same row. */
      renewed: z.string().min(20).nullable(),
    }),
    reply: z.object({ connection: z.string() }),
  },
  may: onlySystem,
  async do({ db, now }, input) {
    const { channelId, credentialId, renewed } = input
    const row = await lockChannel(db, channelId)
    const [current] = await readCredentials(db, [channelId])
    // Reconnected or disconnected while we looked: what was seen is of the past.
    if (row === undefined || current?.credentialId !== credentialId)
      return unchanged({ connection: 'none' })
    if (renewed !== null) await replaceSealed(db, credentialId, renewed)
    const fault = input.fault ?? otherAccount(row, input.look, now)
    const after =
      fault !== null
        ? await updateChannel(db, channelId, afterFault(row, fault, now))
        : await updateChannel(db, channelId, afterLook(row, input.look, now))
    if (fault !== null && looksAgain(fault.kind, input.tries)) {
      const again = now.add({ minutes: minutesUntilNextTry })
      await lookLater(db, { channelId, tries: input.tries + 1 }, again)
    }
    if (after.connection !== row.connection)
      await channelChanged.announce({ db, now }, { channelId, ready: isReady(after) })
    return done(
      { connection: after.connection },
      {
        action: fault === null ? 'channel.checked' : 'channel.check-failed',
        object: { kind: 'channel', id: channelId },
        details: { connection: after.connection, ...(fault && { fault: fault.kind }) },
      },
    )
  },
})

function otherAccount(row: ChannelRow, look: Look | null, now: Temporal.Instant): Fault | null {
  if (look === null || row.account === null || isSameAccount(row.account, look.standing.account))
    return null
  return { at: now, kind: 'other-account', code: look.standing.account.id, words: '' }
}

export function afterFault(row: ChannelRow, fault: Fault, now: Temporal.Instant) {
  const connection = connectionAfter(row.connection, fault.kind)
  return {
    fault,
    checking: false,
    connection,
    ...(connection === row.connection ? {} : { connection_at: now }),
  }
}

function afterLook(row: ChannelRow, look: Look | null, now: Temporal.Instant) {
  if (look === null) throw new Error('A check ends with a look or with a fault.')
  const connection = look.standing.missing.length > 0 ? 'missing-right' : 'connected'
  return {
    ...columnsOf(look, now),
    connection,
    ...(connection === row.connection ? {} : { connection_at: now }),
  } as const
}
