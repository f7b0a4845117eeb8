import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { changeStatus } from '../change-status.ts'
import { channelsContract } from '../contract.ts'
import { itsChannel } from '../found.ts'
import { viewChannel } from '../view.ts'

export const resumeChannel = command({
  shape: channelsContract['POST /channels/:channelId/resume'],
  may: hasLevel('administrator', itsChannel),
  async do(at, { channelId }) {
    const row = await changeStatus(at, channelId, 'resume', null)
    return done(await viewChannel(at, row), {
      action: 'channel.resumed',
      object: { kind: 'channel', id: channelId },
    })
  },
})
