import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { fieldSentence } from './field-sentences.ts'

z.config({ customError: fieldSentence })

const says = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues[0]?.message

test('says what is missing, empty, too short, too long', () => {
  assert.equal(says(z.object({ name: z.string() }), {}), 'This is missing.')
  assert.equal(says(z.string().min(1), ''), 'This must not be empty.')
  assert.equal(says(z.string().min(12), 'short'), 'This needs at least 12 characters.')
  assert.equal(says(z.string().max(3), 'long'), 'This may have at most 3 characters.')
  assert.equal(says(z.array(z.string()).min(1), []), 'Choose at least one.')
  assert.equal(says(z.number().max(10), 11), 'This must be at most 10.')
})

test('says what form something must have', () => {
  assert.match(says(z.email(), 'no') ?? '', /e-mail address/)
  assert.match(says(z.uuid(), 'no') ?? '', /id that Crier gave/)
  assert.equal(says(z.enum(['month', 'week']), 'year'), 'This must be one of: month, week.')
  assert.equal(says(z.strictObject({}), { extra: 1 }), 'Crier does not know this field.')
  assert.equal(says(z.string(), 7), 'This must be text.')
})

test('keeps a sentence that the contract gives itself', () => {
  const own = z.string().refine(() => false, { error: 'Our own words.' })
  assert.equal(says(own, 'x'), 'Our own words.')
})
