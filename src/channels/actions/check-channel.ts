import { hasLevel } from '../../people/index.ts'
import { command, done, unchanged } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { channelsContract } from '../contract.ts'
import { found, itsChannel } from '../found.ts'
import { lookLater } from '../jobs.ts'
import { lockChannel, updateChannel } from '../store.ts'
import { viewChannel } from '../view.ts'

/** Asks for a look at the network now. The answer comes when the network gave it. */
export const checkChannel = command({
  shape: channelsContract['POST /channels/:channelId/check'],
  may: hasLevel('administrator', itsChannel),
  async do(at, { channelId }) {
    const row = found(await lockChannel(at.db, channelId))
    if (row.connection === 'none')
      throw refuse.conflict('There is nothing to check: this channel is not connected.')
    if (row.checking) return unchanged(await viewChannel(at, row))
    const checking = await updateChannel(at.db, channelId, { checking: true })
    await lookLater(at.db, { channelId })
    return done(await viewChannel(at, checking), {
      action: 'channel.check-asked',
      object: { kind: 'channel', id: channelId },
    })
  },
})
