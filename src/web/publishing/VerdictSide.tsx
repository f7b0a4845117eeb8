import { useNavigate } from '@tanstack/react-router'
import { Explain, ExplainPart } from '../parts/Explain.tsx'
import { Notice } from '../parts/Panel.tsx'
import { KeyHint } from '../parts/Small.tsx'
import { Verdict, type VerdictReason } from '../parts/Verdict.tsx'
import { Slow } from '../parts/Waiting.tsx'
import { Clashes } from './Clashes.tsx'
import { useDesk } from './desk.ts'
import { partsFor, type Target } from './draft.ts'
import { homeOf } from './marks.ts'
import { partId } from './PartEditor.tsx'
import { Previews } from './Preview.tsx'
import type { Submission } from './useSubmit.ts'

interface Props {
  submission: Submission
  onTarget(target: Target): void
}

const keys = [
  ['Ctrl Enter', 'Submit'],
  ['Ctrl S', 'Save now'],
  ['Ctrl Shift Enter', 'Split at the cursor'],
  ['Alt ↑', 'Move a part up'],
  ['Alt ↓', 'Move a part down'],
] as const

/** What the gate says while someone writes, how it will look, and the keys. */
export function VerdictSide({ submission, onTarget }: Props) {
  const { verdict, empty, check } = submission
  const onStep = useSteps(onTarget)
  return (
    <div className="verdict-side">
      <Explain>
        <div id="verdict" tabIndex={-1}>
          <ExplainPart title="Verdict">
            {check.failed && (
              <Notice tone="needs">
                Crier did not answer, so what stands here may be about an earlier text.
              </Notice>
            )}
            {verdict ? (
              <Verdict
                verdict={verdict}
                onStep={onStep}
                allowed="Nothing in the policy stands against it. Submit it when it is ready."
              />
            ) : (
              !check.failed && <Unjudged empty={empty} />
            )}
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

const Unjudged = ({ empty }: { empty: boolean }) =>
  empty ? (
    <p className="soft">While you write, Crier says here whether the policy allows it.</p>
  ) : (
    <Slow what="Asking the gate" />
  )

/** Where each next step of a reason leads: to the field that would help. */
function useSteps(onTarget: (target: Target) => void) {
  const navigate = useNavigate()
  const goToText = useGoToText(onTarget)
  const focus = (id: string) => () => {
    const found = document.getElementById(id)
    found?.focus()
    found?.scrollIntoView({ block: 'center' })
  }
  const channels = () => void navigate({ to: '/channels' })
  return {
    'edit-text': goToText,
    attest: focus('field-attestation.purpose'),
    'choose-time': focus('field-when'),
    'ask-for-approval': focus('submit'),
    'connect-channel': channels,
    'register-channel': channels,
    'edit-account': channels,
  }
}

function useGoToText(onTarget: (target: Target) => void) {
  const { draft, own } = useDesk()
  return (reason: VerdictReason & { marks?: readonly Parameters<typeof homeOf>[0][] }) => {
    const mark = reason.marks?.[0]
    const target = mark ? homeOf(mark, own) : null
    const part = partsFor(draft, target)[mark?.item ?? 0]
    if (!part) return
    onTarget(target)
    // The other text has to stand on the page before a place in it can be chosen.
    requestAnimationFrame(() => {
      const area = document.getElementById(partId(part))
      if (!(area instanceof HTMLTextAreaElement)) return
      area.focus()
      if (mark?.field === 'text') area.setSelectionRange(mark.start, mark.end)
      area.scrollIntoView({ block: 'center' })
    })
  }
}
