import type { Reader } from '../platform/database.ts'
import { type ChannelRow, readChannels, readCredentials, type SealedCredential } from './store.ts'

/** What other slices read of the register. */
export type Channel = Readonly<ChannelRow>

/** Channels by id; one that is not on the register is left out. */
export async function channelsById(
  db: Reader,
  channelIds: 'all' | readonly string[],
): Promise<ReadonlyMap<string, Channel>> {
  const rows = await readChannels(db, channelIds)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Sealed credentials by channel; one that is not connected is left out. */
export async function credentialsFor(
  db: Reader,
  channelIds: readonly string[],
): Promise<ReadonlyMap<string, SealedCredential>> {
  const found = await readCredentials(db, channelIds)
  return new Map(found.map((credential) => [credential.channelId, credential]))
}

export async function credentialFor(
  db: Reader,
  channelId: string,
): Promise<SealedCredential | undefined> {
  return (await credentialsFor(db, [channelId])).get(channelId)
}
