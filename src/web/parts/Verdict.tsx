import { Button } from './Button.tsx'
import { ClauseChips } from './ClauseChip.tsx'
import { State } from './State.tsx'
import './Verdict.css'

/** As the gate answers; `next` names the step that would help. */
export interface VerdictReason {
  control: string
  outcome: 'refused' | 'needs' | 'note'
  sentence: string
  clauses: readonly string[]
  next: string | null
}
export interface VerdictView {
  outcome: 'allowed' | 'needs' | 'refused'
  reasons: readonly VerdictReason[]
}

/** What the button for each next step says. A step without a handler on the page shows no button. */
const steps: Record<string, string> = {
  'ask-for-approval': 'Ask for approval',
  'ask-for-access': 'Ask for access',
  'ask-for-clearance': 'Ask for clearance',
  'ask-crisis-team': 'Ask the crisis team',
  attest: 'Confirm the checks',
  'choose-setting': 'Open the setting',
  'choose-time': 'Choose another time',
  'connect-channel': 'Connect the channel',
  'edit-account': 'Change the account',
  'edit-text': 'Go to the text',
  'register-channel': 'Register the channel',
  'sign-in': 'Sign in again',
  wait: 'Check again',
}

interface Props {
  verdict: VerdictView
  /** What to do for a next step. */
  onStep?: Readonly<Record<string, ((reason: VerdictReason) => void) | undefined>>
  /** What Allowed means here. */
  allowed?: string
}

/** Allowed, Needs or Refused, with every reason, its clauses and its next step. */
export function Verdict({
  verdict,
  onStep = {},
  allowed = 'Nothing in the policy stands against it.',
}: Props) {
  return (
    <div className="verdict stack">
      <State is={verdict.outcome} />
      {verdict.reasons.length === 0 ? (
        <p>{allowed}</p>
      ) : (
        <ul className="stack">
          {verdict.reasons.map((reason) => (
            <Reason key={`${reason.control} ${reason.sentence}`} reason={reason} onStep={onStep} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Reason({
  reason,
  onStep,
}: {
  reason: VerdictReason
  onStep: NonNullable<Props['onStep']>
}) {
  const act = reason.next ? onStep[reason.next] : undefined
  return (
    <li className={`verdict-reason ${reason.outcome === 'note' ? 'plain' : reason.outcome}`}>
      <p>{reason.sentence}</p>
      <ClauseChips clauses={reason.clauses} />
      {reason.next && act && (
        <div className="row">
          <Button onClick={() => act(reason)}>{steps[reason.next] ?? 'Next step'}</Button>
        </div>
      )}
    </li>
  )
}
