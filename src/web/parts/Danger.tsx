import { lazy, Suspense } from 'react'
import type { DangerProps } from './DangerDialog.tsx'

const DangerDialog = lazy(() => import('./DangerDialog.tsx'))

/** Asks before anything that hurts. It comes when it is first needed: most visits hurt nothing. */
export function Danger(props: DangerProps) {
  return (
    <Suspense>
      <DangerDialog {...props} />
    </Suspense>
  )
}
