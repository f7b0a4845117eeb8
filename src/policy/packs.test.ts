import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controls } from './controls/all.ts'
import {
  clauseCalled,
  controlCatalogue,
  hasClauseFor,
  housePack,
  packCalled,
  packs,
} from './packs.ts'

const all = [...packs, housePack]

test('holds five packs with every clause of theirs', () => {
  assert.deepEqual(
    packs.map(({ id, clauses }) => [id, clauses.length]),
    [
      ['east-herts', 90],
      ['hr-policy', 70],
      ['st-helens', 90],
      ['dacorum', 165],
      ['councillors', 70],
    ],
  )
})

test('no two clauses share an id', () => {
  const ids = all.flatMap(({ id, clauses }) => clauses.map(({ ref }) => `${id}:${ref}`))
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.every((id) => clauseCalled(id)))
})

test('every clause names a control of the catalogue', () => {
  const known = new Set(controlCatalogue.map(({ id }) => id))
  const unknown = all.flatMap(({ clauses }) =>
    clauses.filter(({ control }) => !known.has(control)).map(({ ref }) => ref),
  )
  assert.deepEqual(unknown, [])
})

test('every control that is built stands in the catalogue', () => {
  const known = new Set(controlCatalogue.map(({ id }) => id))
  assert.deepEqual(
    controls.filter(({ id }) => !known.has(id)).map(({ id }) => id),
    [],
  )
})

test('what a message cites exists and belongs to its control', () => {
  for (const control of controls)
    for (const [name, message] of Object.entries(control.messages))
      for (const id of [message.rule, ...message.clauses]) {
        const called = clauseCalled(id)
        assert.equal(called?.clause.control, control.id, `${control.id}.${name} cites ${id}`)
      }
})

test('every message is a whole sentence of its own', () => {
  for (const control of controls)
    for (const [name, { says }] of Object.entries(control.messages))
      assert.match(says, /^[A-Z{].*\.$/, `${control.id}.${name}`)
})

test('knows which packs ask for a control', () => {
  assert.ok(hasClauseFor(['dacorum'], 'delegated-authentication'))
  assert.ok(!hasClauseFor(['st-helens'], 'delegated-authentication'))
  assert.ok(!hasClauseFor(['no-such-pack'], 'audit-trail'))
})

test('answers nothing for names that objects inherit', () => {
  assert.equal(packCalled('constructor'), undefined)
  assert.equal(clauseCalled('dacorum:__proto__'), undefined)
})
