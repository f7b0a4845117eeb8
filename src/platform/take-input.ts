import { z } from 'zod'
import type { InputOf, Shape } from './contract.ts'
import { fieldSentence } from './field-sentences.ts'
import { type Refusal, refuse } from './refusal.ts'

// Whatever a contract refuses is told to a person, in plain words.
z.config({ customError: fieldSentence })

/** What a request holds, as its contract says; refuses what does not fit, field by field. */
export function takeInput<S extends Shape>(shape: S, sent: unknown): InputOf<S> {
  const damaged = damagedIn(sent)
  if (damaged.length > 0)
    throw cannotUse(damaged.map((field) => [field, 'This text is damaged.'] as const))
  const result = shape.input.safeParse(sent ?? {})
  if (result.success) return result.data as InputOf<S>
  throw cannotUse(
    result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [key, issue.message] as const)
        : [[issue.path.join('.'), issue.message] as const],
    ),
  )
}

/** No form has more fields than this, nor longer names: the rest would only make a long answer. */
const [mostFields, longestName] = [50, 100]

/** The first fault of each field is told. */
function cannotUse(faults: readonly (readonly [string, string])[]): Refusal {
  const fields = new Map<string, string>()
  for (const [name, sentence] of faults) {
    const short = name.slice(0, longestName)
    if (fields.size < mostFields && !fields.has(short)) fields.set(short, sentence)
  }
  return refuse.invalid('Some of what was sent cannot be used. Each field says why.', {
    fields: Object.fromEntries(fields),
  })
}

/** PostgreSQL holds no zero character, and no reader half a character: better said at the door. */
function damagedIn(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return isDamaged(value) ? [at || 'text'] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => {
    const path = at === '' ? key : `${at}.${key}`
    return isDamaged(key) ? [path.toWellFormed()] : damagedIn(each, path)
  })
}

const isDamaged = (text: string) => !text.isWellFormed() || text.includes('\0')
