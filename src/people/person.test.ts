import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Level } from './levels.ts'
import {
  mayOf,
  type PersonMay,
  personMay,
  refuseGiving,
  refuseLift,
  refuseMixedAudit,
  refuseUnless,
} from './person.ts'
import { type RoleId, roleIds } from './roles.ts'

const by = (role: RoleId, level?: Level) => ({
  id: 'me',
  roles: [role],
  levels: new Map(level === undefined ? [] : [['channel', level]]),
})
const whom = (role: RoleId, status: 'active' | 'left' = 'active') => ({
  id: 'them',
  roles: [role],
  status,
})

/** Every role that may do a thing to an ordinary author; the others may not. */
const allowed: Readonly<Record<PersonMay, readonly RoleId[]>> = {
  'change-roles': ['administrator'],
  'set-levels': ['administrator', 'communications'],
  suspend: ['administrator', 'communications', 'ict-security'],
  'end-sessions': ['administrator', 'ict-security'],
  'remove-second-factor': ['administrator'],
  'set-access-end': ['administrator'],
  'set-experienced': ['administrator', 'communications'],
}

for (const what of personMay)
  test(`${what} is for: ${allowed[what].join(', ')}`, () => {
    for (const role of roleIds) {
      const may = mayOf(by(role), whom('author')).includes(what)
      assert.equal(may, allowed[what].includes(role), role)
      if (may) refuseUnless(what, by(role), whom('author'))
      else
        assert.throws(() => refuseUnless(what, by(role), whom('author')), { kind: 'not-allowed' })
    }
  })

test('nobody does any of it to themselves, whatever their role', () => {
  for (const role of roleIds)
    assert.deepEqual(mayOf(by(role, 'administrator'), { ...whom(role), id: 'me' }), [], role)
})

test('the administrator of a channel sets levels and nothing else', () => {
  assert.deepEqual(mayOf(by('author', 'administrator'), whom('author')), ['set-levels'])
  for (const level of ['contributor', 'publisher', 'approver'] as const)
    assert.deepEqual(mayOf(by('author', level), whom('author')), [])
})

test('only an administrator suspends an administrator', () => {
  const suspends = (role: RoleId) => mayOf(by(role), whom('administrator')).includes('suspend')
  assert.deepEqual(roleIds.filter(suspends), ['administrator'])
})

test('an auditor is given no level, and somebody who has left nothing but their access', () => {
  assert.equal(mayOf(by('administrator'), whom('auditor')).includes('set-levels'), false)
  assert.deepEqual(mayOf(by('administrator'), whom('author', 'left')), [
    'end-sessions',
    'remove-second-factor',
    'set-access-end',
    'set-experienced',
  ])
})

test('suspensions are lifted by the managing team, never one’s own', () => {
  for (const role of roleIds) {
    const lift = () => refuseLift(by(role), 'them')
    if (['administrator', 'communications'].includes(role)) lift()
    else assert.throws(lift, { kind: 'not-allowed' })
    assert.throws(() => refuseLift(by(role), 'me'), { kind: 'not-allowed' })
  }
})

test('Internal Audit mixes with nothing', () => {
  refuseMixedAudit(['auditor'], false)
  refuseMixedAudit(['author', 'moderator'], true)
  assert.throws(() => refuseMixedAudit(['auditor', 'author'], false), { kind: 'conflict' })
  assert.throws(() => refuseMixedAudit(['auditor'], true), { kind: 'conflict' })
})

test('nobody gives by invitation what they could not give by hand', () => {
  for (const role of roleIds) {
    refuseGiving(by('administrator'), [role])
    const fromTeam = () => refuseGiving(by('communications'), [role])
    if (role === 'author') fromTeam()
    else assert.throws(fromTeam, { kind: 'not-allowed' })
    if (role !== 'administrator' && role !== 'communications')
      assert.throws(() => refuseGiving(by(role), ['author']), { kind: 'not-allowed' })
  }
})
