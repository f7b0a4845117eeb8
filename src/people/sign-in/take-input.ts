import type { InputOf, Shape } from '../../platform/contract.ts'
import { fieldSentence } from '../../platform/field-sentences.ts'
import { refuse } from '../../platform/refusal.ts'

/** What the door does for actions, for the requests that come before anyone is signed in. */
export function takeInput<S extends Shape>(shape: S, sent: unknown): InputOf<S> {
  const result = shape.input.safeParse(sent ?? {}, { error: fieldSentence })
  // The schema is the shape's own, which its output type names.
  if (result.success) return result.data as InputOf<S>
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) {
    const path = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.')
    fields[path] ??= issue.message
  }
  throw refuse.invalid('Some of what was sent cannot be used. Each field says why.', { fields })
}
