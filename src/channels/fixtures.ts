import type pg from 'pg'
import type { Limits, Sealable } from '../networks/index.ts'
import { inCouncil } from '../people/fixtures.ts'
import { newId } from '../platform/id.ts'
import type { SealingKeys } from '../platform/secrets.ts'
import { sealCredential } from './credential.ts'
import { type ChannelRow, insertChannel, insertCredential } from './store.ts'

const longAgo = Temporal.Instant.from('2026-01-05T09:00:00Z')

/** For tests: a key that everybody knows. */
export const testKeys: SealingKeys = [new Uint8Array(32).fill(7)]
/** After a change of the sealing key the new one seals, and the old one still opens. */
export const nextKeys: SealingKeys = [new Uint8Array(32).fill(8), ...testKeys]
export const otherKeys: SealingKeys = [new Uint8Array(32).fill(9)]

export interface ChannelFixture extends Partial<ChannelRow> {
  readonly councilId: string
  readonly ownerId: string
  /** What the network gave; with it the channel is connected. */
  readonly credential?: Sealable
}

/** A channel made straight in the database, past every rule; gives its id. */
export async function aChannel(pool: pg.Pool, facts: ChannelFixture): Promise<string> {
  const { councilId, ownerId, credential, ...row } = facts
  const id = row.id ?? newId()
  await inCouncil(pool, councilId, async (db) => {
    await insertChannel(db, {
      name: `Channel ${id.slice(-6)}`,
      network: 'mastodon',
      purpose: 'News for everybody who lives here.',
      owner_id: ownerId,
      status: 'active',
      status_at: longAgo,
      connection: credential === undefined ? 'none' : 'connected',
      connection_at: longAgo,
      created_by: ownerId,
      created_at: longAgo,
      ...row,
      id,
    })
    if (credential === undefined) return
    const credentialId = newId()
    const sealed = sealCredential(testKeys, credential, credentialId)
    await insertCredential(db, { credentialId, channelId: id, sealed, madeAt: longAgo })
  })
  return id
}

export const someLimits: Limits = {
  asOf: '2026-11-24',
  told: true,
  text: { unit: 'codepoints', max: 500, perLink: 23, mentions: 'name-only', spoilerCounts: true },
  media: {
    most: 4,
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
    imageBytes: 16_000_000,
    imagePixels: 33_000_000,
    altText: { unit: 'codepoints', max: 1500 },
  },
  visibilities: ['public', 'unlisted', 'followers'],
  thread: { most: null },
}
