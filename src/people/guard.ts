import type { Action, Permission } from '../platform/action.ts'
import type { Caller } from '../platform/caller.ts'
import { asPerson } from '../platform/permission.ts'
import { refuse } from '../platform/refusal.ts'

/**
 * The only role that a session carries while it owes a second factor. It holds nothing, so even a
 * check that forgot the guard refuses.
 */
export const secondFactorOwed = 'second-factor-owed'

/** Matters of one's own sign-in: open to a read-only person, and while a second factor is owed. */
export const ownSignIn: Permission<unknown> = {
  says: 'Anyone who is signed in, also before a second factor is set up.',
  check: ({ caller }) => {
    asPerson(caller)
  },
}

/** The rule over every action, ahead of the action's own permission. The door asks it. */
export function guard(caller: Caller, action: Pick<Action<never>, 'kind' | 'may'>): void {
  if (caller.kind !== 'person' || action.may === ownSignIn) return
  if (caller.roles.includes(secondFactorOwed))
    throw refuse.secondFactor(
      'Your role needs a second factor. Set up a passkey or an authenticator app, or sign in with the one you have; then everything else is open to you.',
    )
  if (action.kind === 'command' && caller.roles.includes('auditor'))
    throw refuse.notAllowed(
      'Internal Audit reads everything and changes nothing, so nothing was changed. Ask someone with the role for it.',
    )
}
