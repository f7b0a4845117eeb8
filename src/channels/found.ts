import { refuse } from '../platform/refusal.ts'
import type { ChannelRow } from './store.ts'

export function found(row: ChannelRow | undefined): ChannelRow {
  if (row === undefined) throw refuse.notFound('This channel is not on the register.')
  return row
}

/** For permissions: the channel that a request names. */
export const itsChannel = ({ channelId }: { channelId: string }): string[] => [channelId]
