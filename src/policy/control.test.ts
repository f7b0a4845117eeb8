import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { control } from './control.ts'
import { about, aPolicy } from './fixtures.ts'

const parameters = z.object({
  'post.approval': z.enum(['all-posts', 'new-users', 'none']).nullable(),
  'email.use': z.enum(['login-only', 'council-only']).nullable(),
})
const messages = {
  held: {
    says: '{post} is held for {reason}.',
    clauses: [],
    rule: 'crier:second-person',
    next: null,
  },
  plain: { says: 'Nothing is named here.', clauses: [], rule: 'crier:second-person', next: null },
} as const
const frame = { id: 'a-control', basis: 'floor', parameters, messages } as const

test('its parameters are the settings as they stand, null where nobody has decided', () => {
  const seen: unknown[] = []
  const looking = control({
    ...frame,
    speaksOn: ['post.submit'],
    findings: (_occasion, decided, mustChoose) => {
      seen.push(decided, [...mustChoose])
      return []
    },
  })
  looking.findings('post.submit', about(), aPolicy(['dacorum', 'st-helens']))
  assert.deepEqual(seen, [{ 'post.approval': 'new-users', 'email.use': null }, ['email.use']])
})

test('it is silent on actions that it does not speak on, whatever it would find', () => {
  const loud = control({
    ...frame,
    speaksOn: ['post.submit'],
    findings: () => [{ outcome: 'refused', message: 'plain', values: {} }],
  })
  assert.deepEqual(loud.findings('post.save', about(), aPolicy()), [])
  assert.equal(loud.findings('post.submit', about(), aPolicy()).length, 1)
})

test('a setting with a value that the control does not know is a defect, never a silent pass', () => {
  const narrow = control({
    ...frame,
    parameters: z.object({ 'post.approval': z.enum(['none']).nullable() }),
    speaksOn: ['post.submit'],
    findings: () => [],
  })
  assert.throws(() => narrow.findings('post.submit', about(), aPolicy()))
})

// What must not compile; nothing here has to run.
export const doNotCompile = [
  control({
    ...frame,
    speaksOn: ['post.submit'],
    // @ts-expect-error a message that the control does not have
    findings: () => [{ outcome: 'refused', message: 'unknown', values: {} }],
  }),
  control({
    ...frame,
    speaksOn: ['post.submit'],
    // @ts-expect-error a sentence that lacks a value
    findings: () => [{ outcome: 'refused', message: 'held', values: { post: 'This post' } }],
  }),
  control({
    ...frame,
    // @ts-expect-error an action that the gate does not judge
    speaksOn: ['post.publish'],
    findings: () => [],
  }),
  control({
    ...frame,
    speaksOn: ['channel.connect'],
    // @ts-expect-error a fact that this action does not bring
    findings: ({ facts }) => (facts.post ? [] : []),
  }),
  control({
    ...frame,
    // @ts-expect-error a message without the rule of the house that it falls back on
    messages: { bare: { says: 'No.', clauses: [], next: null } },
    speaksOn: ['post.submit'],
    findings: () => [],
  }),
]
