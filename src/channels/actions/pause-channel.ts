import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { changeStatus } from '../change-status.ts'
import { channelsContract } from '../contract.ts'
import { itsChannel } from '../found.ts'
import { viewChannel } from '../view.ts'

/** Nothing leaves on a paused channel; what falls due meanwhile is held and shown. */
export const pauseChannel = command({
  shape: channelsContract['POST /channels/:channelId/pause'],
  may: hasLevel('administrator', itsChannel),
  async do(at, { channelId, reason }) {
    const row = await changeStatus(at, channelId, 'pause', reason)
    return done(await viewChannel(at, row), {
      action: 'channel.paused',
      object: { kind: 'channel', id: channelId },
    })
  },
})
