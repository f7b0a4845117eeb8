import { z } from 'zod'
import type { InputOf, Shape } from './contract.ts'
import { fieldSentence } from './field-sentences.ts'
import { refuse } from './refusal.ts'

// Whatever a contract refuses is told to a person, in plain words.
z.config({ customError: fieldSentence })

const cannot = 'Some of what was sent cannot be used. Each field says why.'

/** What a request holds, as its contract says; refuses what does not fit, field by field. */
export function takeInput<S extends Shape>(shape: S, sent: unknown): InputOf<S> {
  const damaged = damagedIn(sent)
  if (damaged.length > 0)
    throw refuse.invalid(cannot, {
      fields: Object.fromEntries(damaged.map((field) => [field, 'This text is damaged.'])),
    })
  const result = shape.input.safeParse(sent ?? {})
  if (result.success) return result.data as InputOf<S>
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) {
    const path = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.')
    fields[path] ??= issue.message
  }
  throw refuse.invalid(cannot, { fields })
}

/** PostgreSQL holds no zero character, and no reader half a character: better said at the door. */
function damagedIn(value: unknown, at = ''): string[] {
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0') ? [] : [at || 'text']
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) =>
    damagedIn(each, at === '' ? key : `${at}.${key}`),
  )
}
