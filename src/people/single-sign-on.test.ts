import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isLoopback,
  redirectAddress,
  refuseIssuer,
  refuseMixedGroups,
  rolesFor,
} from './single-sign-on.ts'

const map = [
  { group: 'authors', roles: ['author'] },
  { group: 'desk', roles: ['author', 'contact-centre'] },
  { group: 'audit', roles: ['auditor'] },
] as const

test('groups add up, whatever their order, and unknown ones give nothing', () => {
  assert.deepEqual(rolesFor(['desk', 'authors', 'unknown'], map), ['author', 'contact-centre'])
  assert.deepEqual(rolesFor(['AUTHORS', 'author', ''], map), [])
  assert.deepEqual(rolesFor([], map), [])
})

test('Internal Audit stands alone, in the map and in what it gives', () => {
  assert.deepEqual(rolesFor(['audit', 'desk'], map), ['auditor'])
  refuseMixedGroups(map)
  assert.throws(() => refuseMixedGroups([{ group: 'a', roles: ['auditor', 'author'] }]), {
    kind: 'conflict',
  })
})

test('takes an issuer over https, over http on this machine alone, and nothing dressed up', () => {
  for (const good of ['https://login.example/tenant/v2.0', 'http://localhost:8080/realms/a'])
    refuseIssuer(good)
  for (const bad of [
    'http://login.example',
    'http://localhost.evil.example',
    'ftp://localhost',
    'https://login.example/?tenant=a',
    'https://login.example/#a',
    'javascript:alert(1)',
  ])
    assert.throws(() => refuseIssuer(bad), { kind: 'invalid' }, bad)
  assert.equal(isLoopback('http://[::1]:8080'), true)
  assert.equal(isLoopback('http://127.0.0.1.evil.example'), false)
})

test('the way back names the council', () => {
  assert.equal(
    redirectAddress('https://crier.example', 'brackenshire'),
    'https://crier.example/api/auth/directory/brackenshire/back',
  )
})
