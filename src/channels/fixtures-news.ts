import { type ChannelChanged, channelChanged } from './news.ts'

/** For tests: what channels announced from now on. */
export function newsOf(): ChannelChanged[] {
  const heard: ChannelChanged[] = []
  channelChanged.subscribe(async (_at, news) => {
    heard.push(news)
  })
  return heard
}
