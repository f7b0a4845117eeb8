import { lazy, Suspense, useState } from 'react'
import type { DeliveryMay, DeliveryView } from '../../publishing/contract.ts'
import { Button } from '../parts/Button.tsx'

const DeliveryDialog = lazy(() => import('./DeliveryDialog.tsx'))

const labels: Record<DeliveryMay, string> = {
  'settle-sent': 'It did arrive',
  'settle-not-sent': 'It did not arrive',
  'send-again': 'Send again',
  stop: 'Stop it',
}

/** What I may do about one delivery. The questions are fetched when a button is pressed. */
export function DeliveryActs({ delivery }: { delivery: DeliveryView }) {
  const [doing, setDoing] = useState<DeliveryMay | undefined>()
  return (
    <>
      {delivery.may.map((may) => (
        <Button key={may} kind={may === 'stop' ? 'danger' : 'plain'} onClick={() => setDoing(may)}>
          {labels[may]}
        </Button>
      ))}
      {doing && (
        <Suspense>
          <DeliveryDialog doing={doing} delivery={delivery} onClose={() => setDoing(undefined)} />
        </Suspense>
      )}
    </>
  )
}
