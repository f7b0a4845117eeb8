import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { changeStatus } from '../change-status.ts'
import { channelsContract } from '../contract.ts'
import { itsChannel } from '../found.ts'
import { viewChannel } from '../view.ts'

export const activateChannel = command({
  shape: channelsContract['POST /channels/:channelId/activate'],
  may: hasLevel('administrator', itsChannel),
  async do(at, { channelId }) {
    const row = await changeStatus(at, channelId, 'activate', null)
    return done(await viewChannel(at, row), {
      action: 'channel.activated',
      object: { kind: 'channel', id: channelId },
    })
  },
})
