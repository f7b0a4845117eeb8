import { Link, useRouter } from '@tanstack/react-router'
import { asProblem } from '../problem.ts'
import { Button } from './Button.tsx'
import { Page } from './Page.tsx'
import { ProblemSummary } from './ProblemSummary.tsx'

/** A page that could not be shown. */
export function Trouble({ error, reset }: { error: unknown; reset(): void }) {
  const router = useRouter()
  // Both: what the page shows, and what it could not fetch.
  const again = () => void router.invalidate().then(reset)
  return (
    <Page title="Something went wrong" narrow>
      <ProblemSummary problem={asProblem(error)} />
      <div className="row">
        <Button onClick={again}>Try again</Button>
        <a href="/">Go to Today</a>
      </div>
    </Page>
  )
}

/** The same where the frame itself could not be shown. */
export function TroubleAlone(props: Parameters<typeof Trouble>[0]) {
  return (
    <main id="main">
      <Trouble {...props} />
    </main>
  )
}

/** An address with no page. */
export function Lost() {
  return (
    <Page title="There is no page at this address" narrow>
      <p>
        The address may be mistyped, or what stood here may have gone. Check it, or{' '}
        <Link to="/">go to Today</Link>.
      </p>
    </Page>
  )
}
