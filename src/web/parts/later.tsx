import { type ComponentType, useEffect, useState } from 'react'
import { asProblem, noAnswer, type Problem } from '../problem.ts'
import { Button } from './Button.tsx'
import { ProblemSummary } from './ProblemSummary.tsx'

/**
 * A part of a page that is fetched when it is first shown. Where the file does not come, only this
 * part says so: React's own lazy() would take the whole page away, and what was typed on it.
 */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  Meanwhile?: ComponentType<Props>,
) {
  let Found: ComponentType<Props> | undefined
  return function Later(props: Props) {
    const [wrong, setWrong] = useState<Problem>()
    const [tries, setTries] = useState(0)
    // Another try starts it again.
    useEffect(() => {
      if (Found) return
      let gone = false
      load().then(
        (file) => {
          Found = file.default
          if (!gone) setTries(-1)
        },
        (why: unknown) => {
          if (!gone) setWrong(why instanceof TypeError ? noAnswer() : asProblem(why))
        },
      )
      return () => {
        gone = true
      }
    }, [tries])
    if (Found) return <Found {...props} />
    if (!wrong) return Meanwhile ? <Meanwhile {...props} /> : null
    const again = () => {
      setWrong(undefined)
      setTries(tries + 1)
    }
    return (
      <div className="stack">
        <ProblemSummary problem={wrong} />
        <div className="row">
          <Button onClick={again}>Try again</Button>
        </div>
      </div>
    )
  }
}
