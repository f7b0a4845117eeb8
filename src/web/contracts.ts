import type { ChannelsContract, ConnectContract } from '../channels/contract.ts'
import type { ledgerContract } from '../ledger/contract.ts'
import type { DoorstepContract, PeopleContract, SignInContract } from '../people/contract.ts'
import type { ReplyOf, SentBy } from '../platform/contract.ts'
import type { policyContract } from '../policy/contract.ts'
import type { PublishingContract } from '../publishing/contract.ts'

/** Every request that a screen may make. Types only: no schema reaches the browser. */
export type Contracts = PeopleContract &
  DoorstepContract &
  SignInContract &
  ChannelsContract &
  ConnectContract &
  PublishingContract &
  typeof ledgerContract &
  typeof policyContract

export type Route = keyof Contracts & string
export type Sent<R extends Route> = SentBy<Contracts[R]>
export type Reply<R extends Route> = ReplyOf<Contracts[R]>
/** The routes that only read. */
export type Question = Extract<Route, `GET ${string}`>
