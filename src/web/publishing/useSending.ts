import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { say } from '../parts/said.ts'
import { asProblem, Problem } from '../problem.ts'
import type { Verdict } from './answers.ts'
import { usePostDo } from './asking.ts'

type Send = ReturnType<typeof usePostDo<'POST /posts/:postId/submit'>>['mutateAsync']

interface Outcome {
  /** What was submitted, to tell whether it still stands like that. */
  readonly asked: string
  readonly problem: Problem
  readonly refusal?: Verdict
}

/** Submits, and goes to the post; or says why not, until something is changed. */
export function useSending(asked: string, steps: (send: Send) => ReturnType<Send>) {
  const send = usePostDo('POST /posts/:postId/submit').mutateAsync
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | undefined>()

  async function submit() {
    if (busy) return
    setBusy(true)
    setOutcome(undefined)
    try {
      const { post, verdict } = await steps(send)
      if (verdict.outcome === 'refused')
        return setOutcome({ asked, refusal: verdict, problem: refused() })
      say('The post is submitted.')
      await navigate({ to: '/posts/$postId', params: { postId: post.id } })
    } catch (why) {
      setOutcome({ asked, problem: inOneSentence(asProblem(why)) })
    } finally {
      setBusy(false)
    }
  }

  const standing = outcome?.asked === asked ? outcome : undefined
  return {
    busy,
    problem: standing?.problem,
    refusal: standing?.refusal,
    submit: () => void submit(),
  }
}

/** What does not fit is listed by the check, each with the way to its field. */
const inOneSentence = (problem: Problem) =>
  problem.more.problems === undefined
    ? problem
    : new Problem(problem.kind, { detail: unfit }, problem.more)

const unfit = 'It does not fit its networks yet, so it was not submitted.'

const refused = () =>
  new Problem('policy', {
    detail:
      'The policy refuses it as it stands. The verdict says why, and what would help. It stays a draft.',
  })
