import { useEffect, useState } from 'react'

/** The secret after the # of a link from a mail. It leaves the address bar and the history at once. */
export function useSecret(): string {
  const [secret, keep] = useState(() => location.hash.slice(1))
  useEffect(() => {
    const take = () => {
      const found = location.hash.slice(1)
      if (!found) return
      keep(found)
      history.replaceState(history.state, '', location.pathname)
    }
    take()
    // The link opened once more in the same tab loads nothing anew.
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [])
  return secret
}
