import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from './call.ts'
import type { Question, Reply, Route, Sent } from './contracts.ts'
import { about, setConnection } from './live.ts'
import { say } from './parts/said.ts'
import { Problem } from './problem.ts'

/** A session that ended is said above the page; nobody is thrown out of what they were writing. */
function noticeSession(why: Error) {
  if (why instanceof Problem && why.kind === 'sign-in-needed') setConnection('signed-out')
}

export const client = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSession }),
  mutationCache: new MutationCache({ onError: noticeSession }),
  defaultOptions: {
    // Never wait for a connection in silence: an act that is sent minutes later, unseen, is the wrong one.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 30_000,
      // A refusal is an answer; only silence is worth asking again.
      retry: (times, why) => times < 2 && why instanceof Problem && why.kind === 'no-answer',
    },
  },
})

interface Asking {
  /** The kinds of thing that the reply tells of: a change to one of them makes it stale. */
  about: readonly string[]
}

export function question<R extends Question>(route: R, input: Sent<R>, { about }: Asking) {
  return queryOptions({
    queryKey: [route, input],
    queryFn: ({ signal }) => call(route, input, { signal }),
    meta: { about },
  })
}

/** Asks a question of the contracts and keeps the answer fresh. */
export function useAsk<R extends Question>(
  route: R,
  input: Sent<R>,
  asking: Asking & {
    /** Ask only then. */
    when?: boolean
    /** For a list that is searched: shows the answer before until the next one is there. */
    keep?: boolean
  },
): UseQueryResult<Reply<R>> {
  return useQuery({
    ...question(route, input, asking),
    enabled: asking.when ?? true,
    ...(asking.keep ? { placeholderData: keepPreviousData } : {}),
  })
}

interface Doing<R extends Route> {
  /** The kinds of thing that this changes. */
  changes: readonly string[]
  /** What to say when it is done: a whole sentence. */
  said?: string | ((reply: Reply<R>) => string)
}

/** Does one thing. What fails is thrown for the form or the dialog that asked for it. */
export function useDo<R extends Route>(route: R, { changes, said }: Doing<R>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Sent<R>) => call(route, input),
    onSuccess: async (reply) => {
      if (said) say(typeof said === 'function' ? said(reply) : said)
      await queries.invalidateQueries({ predicate: about(changes) })
    },
  })
}
