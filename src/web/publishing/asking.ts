import { question, useAsk, useDo } from '../ask.ts'

/** What makes a screen of this folder stale. */
export const aboutPosts = ['post', 'delivery', 'alarm']

export const postQuestion = (postId: string) =>
  question('GET /posts/:postId', { postId }, { about: aboutPosts })

export const useToday = () => useAsk('GET /today', {}, { about: aboutPosts })

/** Channels change seldom, and everything about writing needs them. */
export const useChannels = () => useAsk('GET /channels', {}, { about: ['channel', 'person'] })

type PostRoute = Extract<
  Parameters<typeof useDo>[0],
  `POST /${'posts' | 'deliveries' | 'alarms'}${string}`
>

/** Does one thing to a post. */
export const usePostDo = <R extends PostRoute>(route: R, said?: string) =>
  useDo(route, { changes: aboutPosts, ...(said ? { said } : {}) })
