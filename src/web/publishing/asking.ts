import { useMutation, useQueryClient } from '@tanstack/react-query'
import { question, useAsk } from '../ask.ts'
import { call } from '../call.ts'
import type { Reply, Route, Sent } from '../contracts.ts'
import { about } from '../live.ts'
import { say } from '../parts/said.ts'

/** What a command on a post changes. */
const posts = ['post', 'delivery', 'alarm']

/** What makes a screen of this folder stale: what may be done with a post hangs on more than the post. */
export const aboutPosts = [
  ...posts,
  ...['channel', 'person', 'suspension', 'lockdown', 'council', 'policy'],
]

export const postQuestion = (postId: string) =>
  question('GET /posts/:postId', { postId }, { about: aboutPosts })

export const useToday = () => useAsk('GET /today', {}, { about: aboutPosts })

/** Channels change seldom, and everything about writing needs them. */
export const useChannels = () => useAsk('GET /channels', {}, { about: ['channel', 'person'] })

type PostRoute = Extract<Route, `POST /${'posts' | 'deliveries' | 'alarms'}${string}`>

/**
 * Does one thing to a post, or fails at once. Without a connection nothing waits to be done later
 * by itself: an approval that goes out an hour after it was given is not what someone asked for.
 */
export function usePostDo<R extends PostRoute>(route: R, said?: string) {
  const queries = useQueryClient()
  return useMutation<Reply<R>, Error, Sent<R>>({
    networkMode: 'always',
    mutationFn: (input) => call(route, input),
    async onSuccess() {
      if (said) say(said)
      await queries.invalidateQueries({ predicate: about(posts) })
    },
  })
}
