import type { Networks } from '../networks/index.ts'
import { type RouteTable, routes } from '../platform/routes.ts'
import { activateChannel } from './actions/activate-channel.ts'
import { checkChannel } from './actions/check-channel.ts'
import { closeChannel } from './actions/close-channel.ts'
import { createChannel } from './actions/create-channel.ts'
import { disconnectChannel } from './actions/disconnect-channel.ts'
import { listChannels } from './actions/list-channels.ts'
import { listNetworks } from './actions/list-networks.ts'
import { pauseChannel } from './actions/pause-channel.ts'
import { readChannel } from './actions/read-channel.ts'
import { resumeChannel } from './actions/resume-channel.ts'
import { updateChannel } from './actions/update-channel.ts'
import { channelsContract } from './contract.ts'

export const channelsRoutes = (networks: Networks): RouteTable =>
  routes(channelsContract, {
    'GET /networks': listNetworks(networks),
    'GET /channels': listChannels,
    'POST /channels': createChannel,
    'GET /channels/:channelId': readChannel,
    'PUT /channels/:channelId': updateChannel,
    'POST /channels/:channelId/activate': activateChannel,
    'POST /channels/:channelId/pause': pauseChannel,
    'POST /channels/:channelId/resume': resumeChannel,
    'POST /channels/:channelId/close': closeChannel,
    'POST /channels/:channelId/check': checkChannel,
    'POST /channels/:channelId/disconnect': disconnectChannel,
  })
