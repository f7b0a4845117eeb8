import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { channelsContract } from '../contract.ts'
import { forgetConnection } from '../forget-connection.ts'
import { found, itsChannel } from '../found.ts'
import { lockChannel } from '../store.ts'
import { viewChannel } from '../view.ts'

export const disconnectChannel = command({
  shape: channelsContract['POST /channels/:channelId/disconnect'],
  may: hasLevel('administrator', itsChannel),
  async do(at, { channelId, reason }) {
    const before = found(await lockChannel(at.db, channelId))
    if (before.connection === 'none') throw refuse.conflict('This channel is not connected.')
    const row = await forgetConnection(at, channelId, reason)
    return done(await viewChannel(at, row), {
      action: 'channel.disconnected',
      object: { kind: 'channel', id: channelId },
    })
  },
})
