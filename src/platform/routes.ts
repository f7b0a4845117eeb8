import type { Action } from './action.ts'
import type { Contract, RouteName } from './contract.ts'

/** Which action answers which request: a slice's table of contents. */
export type Routes<C extends Contract = Contract> = {
  readonly [K in keyof C & RouteName]: Action<C[K]>
}

/** A slice's routes as the HTTP server takes them: each with the contract that it keeps. */
export interface RouteTable {
  // An action's input type is erased here; the door parses with the action's own shape.
  readonly [name: string]: Action
}

/** Binds every request of a contract to its action; a missing or mistyped one does not compile. */
export function routes<C extends Contract>(_contract: C, table: Routes<C>): RouteTable {
  return table as unknown as RouteTable
}
