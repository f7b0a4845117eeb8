import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levels, reaches } from './levels.ts'
import { fullAccessRoles, roleIds, roles } from './roles.ts'

test('every role has an id, a name, and one whole sentence that says what it may do', () => {
  assert.equal(new Set(roleIds).size, roleIds.length)
  for (const { id, name, says } of roles) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/)
    assert.match(name, /^[A-Z]/)
    assert.match(says, /^[A-Z][^.]+\.$/, id)
  }
})

test('only the managing team reaches every channel', () => {
  assert.deepEqual([...fullAccessRoles], ['administrator', 'communications'])
})

test('a level includes those before it and none after', () => {
  for (const [at, held] of levels.entries())
    assert.deepEqual(
      levels.filter((wanted) => reaches(held, wanted)),
      levels.slice(0, at + 1),
    )
  assert.equal(reaches(undefined, 'contributor'), false)
})
