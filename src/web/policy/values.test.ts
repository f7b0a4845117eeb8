import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeLines, routesFrom, said } from './values.ts'

const one = { kind: 'one' as const, options: [{ value: 'no', says: 'No. Never.' }] }

test('says what a value means, not how it is stored', () => {
  assert.equal(said(one, 'no'), 'No. Never.')
  assert.equal(said({ kind: 'months', options: [] }, 12), '12 months')
  assert.equal(said({ kind: 'months', options: [] }, 1), '1 month')
  assert.equal(said({ kind: 'roles', options: [] }, ['police', 'legal']), 'police; legal')
})

test('says that nobody has decided, and that a list is empty', () => {
  assert.equal(said(one, null), 'Nobody has decided.')
  assert.equal(said({ kind: 'set', options: [] }, []), 'None.')
})

test('routes survive being written out and read again', () => {
  const routes = { safeguarding: ['safeguarding-lead', 'police'], 'threat-or-abuse': ['legal'] }
  assert.deepEqual(routesFrom(routeLines(routes).join('\n')), routes)
})

test('empty lines and stray commas add no route', () => {
  assert.deepEqual(routesFrom('\n  \nsafeguarding:  police , ,\n: legal'), {
    safeguarding: ['police'],
  })
})
