import { useEffect, useState } from 'react'

/** The secret after the # of a link from a mail. It leaves the address bar and the history at once. */
export function useSecret(): string {
  const [secret] = useState(() => location.hash.slice(1))
  useEffect(() => {
    if (secret) history.replaceState(history.state, '', location.pathname)
  }, [secret])
  return secret
}
