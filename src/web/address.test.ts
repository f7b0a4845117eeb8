import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placed } from './address.ts'

test('names in the path come from the input, the rest goes into the body', () => {
  assert.deepEqual(placed('POST /posts/:postId/approve', { postId: 'a b/c', versionId: 'v' }), {
    method: 'POST',
    path: '/api/posts/a%20b%2Fc/approve',
    body: '{"versionId":"v"}',
  })
})

test('a question carries the rest in its address, without what is not there', () => {
  const { path, body } = placed('GET /people', { search: 'Ann & Co', after: undefined, role: '' })
  assert.equal(path, '/api/people?search=Ann+%26+Co')
  assert.equal(body, undefined)
  assert.equal(placed('GET /me', {}).path, '/api/me')
})

test('a list stands in the address once for each', () => {
  assert.equal(placed('GET /x', { state: ['sent', 'held'] }).path, '/api/x?state=sent&state=held')
})

test('nobody can leave the path that a name stands in', () => {
  assert.equal(placed('GET /people/:personId', { personId: '../me' }).path, '/api/people/..%2Fme')
  assert.equal(placed('GET /a/:id', { id: '?x=1#y' }).path, '/api/a/%3Fx%3D1%23y')
})
