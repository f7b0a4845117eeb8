import { seesChannels } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { channelsContract } from '../contract.ts'
import { found, itsChannel } from '../found.ts'
import { readChannel as readRow } from '../store.ts'
import { viewChannel } from '../view.ts'

export const readChannel = query({
  shape: channelsContract['GET /channels/:channelId'],
  may: seesChannels(itsChannel),
  async do(at, { channelId }) {
    return viewChannel(at, found(await readRow(at.db, channelId)))
  },
})
