import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { changeStatus } from '../change-status.ts'
import { channelsContract } from '../contract.ts'
import { forgetConnection } from '../forget-connection.ts'
import { itsChannel } from '../found.ts'
import { viewChannel } from '../view.ts'

/** A closed channel keeps its entry and its history, but no sign-in. */
export const closeChannel = command({
  shape: channelsContract['POST /channels/:channelId/close'],
  may: hasLevel('administrator', itsChannel),
  async do(at, { channelId, reason }) {
    await changeStatus(at, channelId, 'close', reason)
    const row = await forgetConnection(at, channelId, reason)
    return done(await viewChannel(at, row), {
      action: 'channel.closed',
      object: { kind: 'channel', id: channelId },
    })
  },
})
