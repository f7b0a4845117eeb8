import { Button } from '../parts/Button.tsx'
import { ProblemSummary } from '../parts/ProblemSummary.tsx'
import { KeyHint } from '../parts/Small.tsx'
import { State } from '../parts/State.tsx'
import { Misfits } from './Misfits.tsx'
import { SavedWord } from './SavedWord.tsx'
import type { Submission } from './useSubmit.ts'
import type { Writing } from './useWriting.ts'

/** How the text stands, and the way on. */
export function SubmitBar({ submission, writing }: { submission: Submission; writing: Writing }) {
  const { verdict, check, busy, problem, submit } = submission
  const unfit = (check.answer?.problems.length ?? 0) > 0
  return (
    <div className="submit-bar">
      {problem && <ProblemSummary problem={problem} />}
      {problem?.more.problems !== undefined && <Misfits />}
      <div className="row between">
        <div className="row">
          {verdict && (
            <a href="#verdict" className="verdict-word" title="Go to the verdict">
              {unfit && verdict.outcome !== 'refused' ? (
                <State is="refused" word="Does not fit" />
              ) : (
                <State is={verdict.outcome} />
              )}
            </a>
          )}
          <SavedWord saving={writing.saving} saver={writing.saver} />
        </div>
        <div className="row">
          <KeyHint keys="Ctrl Enter" />
          <Button id="field-submit" kind="primary" busy={busy && 'Submitting'} onClick={submit}>
            Submit
          </Button>
        </div>
      </div>
    </div>
  )
}
