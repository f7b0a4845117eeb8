import { useNavigate, useRouterState } from '@tanstack/react-router'

export type Address = Record<string, string | undefined>

/** What the address says after the question mark: where a table's state is kept, so that it can be shared. */
export function useAddress(): [Address, (change: Address) => void] {
  // The router reads every address as plain text (router.tsx), which its own type cannot say.
  const address = useRouterState({
    select: (state): Address => state.location.search as Address,
  })
  const navigate = useNavigate()
  const change = (next: Address) =>
    void navigate({ to: '.', search: { ...address, ...next }, replace: true, resetScroll: false })
  return [address, change]
}
