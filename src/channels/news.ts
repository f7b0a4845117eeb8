import { news } from '../platform/news.ts'

/** Whether something can leave on a channel has changed: its status or its connection did. */
export interface ChannelChanged {
  readonly channelId: string
  readonly ready: boolean
}

/** Publishing looks again at what it was about to send, and at what it could not confirm. */
export const channelChanged = news<ChannelChanged>('channels.channel-changed')
