import { useNavigate } from '@tanstack/react-router'
import { Explain, ExplainPart } from '../parts/Explain.tsx'
import { Notice } from '../parts/Panel.tsx'
import { KeyHint } from '../parts/Small.tsx'
import { Verdict, type VerdictReason } from '../parts/Verdict.tsx'
import { Slow } from '../parts/Waiting.tsx'
import type { Problem } from '../problem.ts'
import type { Mark } from './answers.ts'
import { Clashes } from './Clashes.tsx'
import { useDesk } from './desk.ts'
import { partsFor } from './draft.ts'
import { Misfits } from './Misfits.tsx'
import { homeOf } from './marks.ts'
import { Previews } from './Preview.tsx'
import { noStatement } from './StatementForm.tsx'
import type { Submission } from './useSubmit.ts'

const keys = [
  ['Ctrl Enter', 'Submit'],
  ['Ctrl S', 'Save now'],
  ['Ctrl Shift Enter', 'Split at the cursor'],
  ['Alt ↑', 'Move a part up'],
  ['Alt ↓', 'Move a part down'],
] as const

/** What the gate says while someone writes, how it will look, and the keys. */
export function VerdictSide({ submission }: { submission: Submission }) {
  const { verdict, empty, check } = submission
  const onStep = useSteps()
  return (
    <div className="verdict-side">
      <Explain>
        <div id="verdict" tabIndex={-1}>
          <ExplainPart title="Verdict">
            {check.problem && <Unanswered problem={check.problem} />}
            {verdict ? (
              <Verdict
                verdict={verdict}
                onStep={onStep}
                allowed="Nothing in the policy stands against it. Submit it when it is ready."
              />
            ) : (
              !check.problem && <Unjudged empty={empty} />
            )}
            {!empty && <Misfits />}
            <Clashes clashes={check.answer?.clashes ?? []} />
          </ExplainPart>
        </div>
        <ExplainPart title="Preview">
          <Previews />
        </ExplainPart>
        <ExplainPart title="Keys" open={false}>
          <ul className="stack tight small">
            {keys.map(([key, what]) => (
              <li key={key} className="row between">
                {what} <KeyHint keys={key} />
              </li>
            ))}
          </ul>
        </ExplainPart>
      </Explain>
    </div>
  )
}

function Unanswered({ problem }: { problem: Problem }) {
  return (
    <Notice tone="needs">
      {problem.kind === 'no-answer'
        ? 'No answer from Crier, so what stands here may be about an earlier text.'
        : problem.message}
    </Notice>
  )
}

const Unjudged = ({ empty }: { empty: boolean }) =>
  empty ? (
    <p className="soft">While you write, Crier says here whether the policy allows it.</p>
  ) : (
    <Slow what="Asking the gate" />
  )

/** Which part of the statement a reason asks for: the control names its messages after them. */
function partOf(message = ''): string {
  const part = message.split('.').at(-1) ?? ''
  return Object.hasOwn(noStatement, part) ? part : 'purpose'
}

/** Where each next step of a reason leads: to the field that would help. */
function useSteps() {
  const { draft, own, goTo } = useDesk()
  const navigate = useNavigate()
  const channels = () => void navigate({ to: '/channels' })
  return {
    'edit-text'(reason: VerdictReason & { marks?: readonly Mark[] }) {
      const mark = reason.marks?.[0]
      const target = mark ? homeOf(mark, own) : null
      const part = partsFor(draft, target)[mark?.item ?? 0]
      const picture = mark?.field === 'altText' ? part?.pictures[mark.index] : undefined
      const field = picture?.key ?? part?.key
      if (field) goTo(target, field, mark)
    },
    attest: ({ message }: VerdictReason & { message?: string }) =>
      goTo(null, `attestation.${partOf(message)}`),
    'choose-time': () => goTo(null, 'when'),
    'ask-for-approval': () => goTo(null, 'submit'),
    'connect-channel': channels,
    'register-channel': channels,
    'edit-account': channels,
  }
}
