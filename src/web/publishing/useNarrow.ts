import { useSyncExternalStore } from 'react'

const phone = () => matchMedia('(max-width: 40rem)')

/** Whether there is only room for one column. */
export const useNarrow = () =>
  useSyncExternalStore(
    (tell) => {
      const query = phone()
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => phone().matches,
  )
