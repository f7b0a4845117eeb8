import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asProblem } from '../parts/Form.tsx'
import { say } from '../parts/said.ts'
import { Problem } from '../problem.ts'
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
      setOutcome({ asked, problem: asProblem(why) })
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

const refused = () =>
  new Problem('policy', {
    detail:
      'The policy refuses it as it stands. The verdict says why, and what would help. It stays a draft.',
  })
