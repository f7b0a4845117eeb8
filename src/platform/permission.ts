import type { Permission } from './action.ts'
import type { Caller, PersonCaller } from './caller.ts'
import { refuse } from './refusal.ts'

/** The person who asks; refuses jobs and people who are not signed in. */
export function asPerson(caller: Caller): PersonCaller {
  if (caller.kind !== 'person') throw refuse.signIn()
  return caller
}

export const anyone: Permission<unknown> = { says: 'Anyone, signed in or not.', check: () => {} }

export const signedIn: Permission<unknown> = {
  says: 'Anyone who is signed in.',
  check: ({ caller }) => {
    asPerson(caller)
  },
}

/** What only Crier's own jobs may do. */
export const onlySystem: Permission<unknown> = {
  says: 'Crier itself, in the background.',
  check: ({ caller }) => {
    if (caller.kind !== 'system') throw refuse.notAllowed('Only Crier itself does this.')
  },
}

/** Anyone who holds at least one of these roles. */
export function holdsRole(...roles: readonly [string, ...string[]]): Permission<unknown> {
  const named = roles.map((role) => role.replaceAll('-', ' ')).join(', ')
  return {
    says: `People with one of these roles: ${named}.`,
    check: ({ caller }) => {
      if (!asPerson(caller).roles.some((role) => roles.includes(role)))
        throw refuse.notAllowed(
          `Your roles do not allow this. It needs one of these roles: ${named}. An administrator can give you one.`,
        )
    },
  }
}
