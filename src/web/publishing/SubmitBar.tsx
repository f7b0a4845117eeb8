import { Button } from '../parts/Button.tsx'
import { ProblemSummary } from '../parts/ProblemSummary.tsx'
import { KeyHint } from '../parts/Small.tsx'
import { State } from '../parts/State.tsx'
import { SavedWord } from './SavedWord.tsx'
import type { Submission } from './useSubmit.ts'
import type { Writing } from './useWriting.ts'

/** How the text stands, and the way on. */
export function SubmitBar({ submission, writing }: { submission: Submission; writing: Writing }) {
  const { verdict, busy, problem, submit } = submission
  return (
    <div className="submit-bar">
      {problem && <ProblemSummary problem={problem} />}
      <div className="row between">
        <div className="row">
          {verdict && (
            <a href="#verdict" className="verdict-word" title="Go to the verdict">
              <State is={verdict.outcome} />
            </a>
          )}
          <SavedWord saving={writing.saving} saver={writing.saver} />
        </div>
        <div className="row">
          <KeyHint keys="Ctrl Enter" />
          <Button id="submit" kind="primary" busy={busy && 'Submitting'} onClick={submit}>
            Submit
          </Button>
        </div>
      </div>
    </div>
  )
}
