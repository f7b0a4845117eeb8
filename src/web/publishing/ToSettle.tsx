import { Link } from '@tanstack/react-router'
import type { DeliveryView } from '../../publishing/contract.ts'
import { When } from '../parts/When.tsx'
import { DeliveryActs } from './DeliveryActs.tsx'
import { StateOfDelivery } from './PostState.tsx'

/** Deliveries that a person has to settle, because the network never answered. */
export default function ToSettle({ deliveries }: { deliveries: readonly DeliveryView[] }) {
  return (
    <section>
      <h3 className="today-kind small">To settle: did it arrive?</h3>
      <ul className="stack">
        {deliveries.map((delivery) => (
          <li key={delivery.id} className="alarm-line unconfirmed">
            <p className="row">
              <StateOfDelivery of={delivery.state} />
              <span className="small soft">
                {delivery.channel.name} · <When at={delivery.dueAt} />
              </span>
            </p>
            <p>{delivery.state.says}</p>
            <div className="row">
              <DeliveryActs delivery={delivery} />
              <Link
                to="/posts/$postId"
                params={{ postId: delivery.postId }}
                hash={`delivery-${delivery.id}`}
              >
                Open the post
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
