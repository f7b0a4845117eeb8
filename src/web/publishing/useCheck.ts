import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Content } from '../../publishing/contract.ts'
import { call } from '../call.ts'
import type { Sent } from '../contracts.ts'
import { asProblem, type Problem } from '../problem.ts'
import type { Checked } from './answers.ts'
import { aboutPosts } from './asking.ts'

type Asked = Sent<'POST /checks'> & { content: Content }

export interface Check {
  /** The last answer, and the text that it was given for. */
  readonly answer: Checked | undefined
  readonly content: Content | undefined
  /** The answer is about the text as it stands. */
  readonly current: boolean
  /** Why there was no answer; what is shown may be about an earlier text. */
  readonly problem: Problem | undefined
}

/** How long the typing has to rest before the gate is asked. */
const rest = 400

/** What the gate says about the text in hand, asked anew whenever the typing rests. */
export function useCheck(asked: Asked): Check {
  const text = JSON.stringify(asked)
  const settled = useRested(text)
  const query = useQuery({
    queryKey: ['POST /checks', settled],
    async queryFn({ signal }) {
      const input: Asked = JSON.parse(settled)
      return { answer: await call('POST /checks', input, { signal }), content: input.content }
    },
    placeholderData: keepPreviousData,
    networkMode: 'always',
    staleTime: 0,
    gcTime: 10_000,
    meta: { about: aboutPosts },
  })
  return {
    answer: query.data?.answer,
    content: query.data?.content,
    current: settled === text && query.data !== undefined && !query.isPlaceholderData,
    problem: query.error ? asProblem(query.error) : undefined,
  }
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
