import { use, useState } from 'react'
import type { Attestation, PostView } from '../../publishing/contract.ts'
import { Zone } from '../parts/When.tsx'
import { Problem } from '../problem.ts'
import type { Verdict } from './answers.ts'
import { forget, useKept } from './kept.ts'
import { isBlank, noStatement } from './StatementForm.tsx'
import { isEmpty } from './saver.ts'
import { type Timing, whenOf } from './timing.ts'
import { type Check, useCheck } from './useCheck.ts'
import { useSending } from './useSending.ts'
import type { Uploads } from './useUploads.ts'
import type { Writing } from './useWriting.ts'

interface Parts {
  first: PostView | null
  writing: Writing
  uploads: Uploads
  time: Timing
}

export interface Submission {
  readonly timing: Timing
  setTiming(timing: Timing): void
  readonly statement: Attestation
  setStatement(statement: Attestation): void
  readonly check: Check
  /** What the gate says: about the text as it stands, or to the submission that it refused. */
  readonly verdict: Verdict | undefined
  /** Nothing is written yet. */
  readonly empty: boolean
  readonly busy: boolean
  readonly problem: Problem | undefined
  submit(): void
}

/** Time and statement belong to a submission, not to a version; they go with the exact version. */
export function useSubmit({ first, writing, uploads, time }: Parts): Submission {
  const zone = use(Zone)
  const { saver, content } = writing
  const [timing, setTiming] = useState(time)
  const [statement, setStatement] = useKept(
    () => keptName(saver.post()),
    () => stated(first),
  )
  const when = whenOf(timing, zone)
  const asked = {
    content,
    ...(when ? { when } : {}),
    ...(isBlank(statement) ? {} : { attestation: statement }),
  }
  const empty = saver.post() === null && isEmpty(content)
  const check = useCheck({ ...asked, ...idOf(saver.post()) })
  const { busy, problem, refusal, submit } = useSending(JSON.stringify(asked), async (send) => {
    if (empty) throw nothingYet
    if (!when) throw incomplete
    if (uploads.underWay) throw onTheirWay
    const post = await saver.flush()
    if (!post) throw notSaved
    const { content: _, ...rest } = asked
    const reply = await send({ postId: post.id, versionId: post.version.id, when, ...rest })
    if (reply.verdict.outcome !== 'refused') forget(keptName(post) ?? '')
    return reply
  })
  // Nobody is refused for what they have not begun.
  const verdict = empty ? undefined : (refusal ?? check.answer?.verdict)
  const form = { timing, setTiming, statement, setStatement }
  return { ...form, check, verdict, empty, busy, problem, submit }
}

const keptName = (post: PostView | null) => (post ? `crier.statement.${post.id}` : undefined)
const idOf = (post: PostView | null) => (post ? { postId: post.id } : {})

const nothingYet = new Problem('invalid', {
  detail: 'There is no text and no picture yet, so there is nothing to submit.',
})
const incomplete = new Problem('invalid', {
  detail: 'It has no time yet.',
  fields: { when: 'Choose a date and a time, or let it leave as soon as it is approved.' },
})
const onTheirWay = new Problem('invalid', {
  detail: 'A picture is still on its way. Wait until it has arrived, or leave it out.',
})
const notSaved = new Problem('conflict', {
  detail: 'The text could not be saved, so nothing was submitted. It is still here.',
})

/** What was stated last; the ticks are for a version, so they are set anew. */
function stated(post: PostView | null): Attestation {
  const last = post?.attestations.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (!last) return noStatement
  const { purpose, benefit, source } = last
  return { ...noStatement, purpose, benefit, source }
}
