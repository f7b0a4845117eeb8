import { z } from 'zod'
import { channelsById, credentialsFor } from '../../channels/index.ts'
import { query } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { filesFor } from '../fits.ts'
import { outgoing, wordsOf } from '../sending/order.ts'
import type { Lookup } from '../sending/settling.ts'
import { readUnsettled as readRows, remoteIdsOf } from '../store/machine.ts'
import { readVersionsById } from '../store/versions.ts'

/** Unconfirmed deliveries of one channel, with what to look for on its network. */
export interface Unsettled {
  readonly channelId: string
  readonly network: string
  readonly credential: { readonly credentialId: string; readonly sealed: string } | null
  readonly lookups: readonly Lookup[]
}

const most = 500

export const readUnsettled = query({
  shape: {
    name: 'publishing.read-unsettled',
    summary: 'Read what could not be confirmed and is to be looked for now.',
    input: z.strictObject({}),
    reply: z.array(z.custom<Unsettled>()),
  },
  may: onlySystem,
  async do({ db, now }) {
    const rows = await readRows(db, now, most)
    const channelIds = [...new Set(rows.map((row) => row.channel_id))]
    const channels = await channelsById(db, channelIds)
    const credentials = await credentialsFor(db, channelIds)
    const versions = await readVersionsById(db, [...new Set(rows.map((row) => row.version_id))])
    const contents = new Map(versions.map((version) => [version.id, version.content]))
    const files = await filesFor(db, [...contents.values()])
    const remote = await remoteIdsOf(db, [...new Set(rows.map((row) => row.post_id))])
    const lookups = rows.flatMap((row) => {
      const content = contents.get(row.version_id)
      if (content === undefined || row.attempt_id === null) return []
      const before = remote.findLast(
        (each) =>
          each.post_id === row.post_id &&
          each.channel_id === row.channel_id &&
          each.position === row.position - 1,
      )
      const replyTo = row.position > 0 ? (before?.remote_id ?? null) : null
      const words = { ...wordsOf(row, content, files), replyTo }
      const lookup: Lookup = {
        deliveryId: row.id,
        attemptId: row.attempt_id,
        kind: row.kind,
        startedAt: row.started_at,
        dueAt: row.due_at,
        position: row.position,
        repeats: row.repeats,
        item: outgoing(words, row.media_ids),
        targetId: row.target_id,
      }
      return [{ channelId: row.channel_id, lookup }]
    })
    return channelIds.map((channelId) => ({
      channelId,
      network: channels.get(channelId)?.network ?? '',
      credential: credentials.get(channelId) ?? null,
      lookups: lookups.filter((each) => each.channelId === channelId).map((each) => each.lookup),
    }))
  },
})
