import type { ReactNode } from 'react'
import { Doorstep } from './Doorstep.tsx'

/** Where the secret of a link is missing: cut off on its way here, or gone when the page was loaded again. */
export function WholeLink({ children }: { children: ReactNode }) {
  return (
    <Doorstep key="link" title="Open your link again">
      <p>
        This page needs the whole link that you were given, and the address has lost the last part
        of it. That happens when the page is loaded again, or when only a part was copied.
      </p>
      <p>{children}</p>
    </Doorstep>
  )
}
