import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { doorstepContract, signInContract } from '../contract.ts'
import { signInWorld } from '../fixtures-sign-in.ts'
import { asSuperuser } from '../fixtures-superuser.ts'

const world = await signInWorld()
after(world.close)
const routes = Object.entries({ ...signInContract, ...doorstepContract })

const nasty: readonly unknown[] = [
  null,
  0,
  -1,
  true,
  [],
  {},
  ['a'],
  { $ne: '' },
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  `'; drop table people.person; --`,
  '<script>alert(1)</script>',
  '../../etc/passwd',
  'x'.repeat(100_000),
]

async function counts() {
  const [row] = await asSuperuser<Record<string, string>>(
    world.database.superuserUrl,
    `select (select count(*) from people.person) as people,
       (select count(*) from people.session) as sessions,
       (select count(*) from people.council) as councils,
       (select count(*) from people.passkey) as passkeys`,
  )
  return row
}

for (const [name, shape] of routes) {
  const [method = 'GET', path = ''] = name.split(' ')
  test(`${name} refuses what makes no sense, changes nothing and breaks nowhere`, async () => {
    const before = await counts()
    const fields = Object.keys(shape.input.shape)
    for (const bad of nasty)
      for (const field of ['unknown', ...fields]) {
        const visitor = world.browser()
        // Each from an address of its own, so that it is the input that is refused.
        visitor.address = `198.51.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`
        const query = new URLSearchParams({ [field]: String(bad) })
        const answer =
          method === 'GET'
            ? await visitor.get(`/api${path}?${query}`)
            : await visitor.post(`/api${path}`, { ...plausible(fields), [field]: bad })
        const told = `${field} = ${JSON.stringify(bad)?.slice(0, 60)}: ${answer.status}`
        assert.ok(answer.status < 500, told)
        if (answer.status >= 400)
          z.object({ detail: z.string().min(10), title: z.string() }).parse(answer.body)
        assert.equal(visitor.cookie.includes('session_token'), false, told)
      }
    assert.deepEqual(await counts(), before)
  })
}

/** Something of the right kind in every other field, so that the bad one decides. */
const plausible = (fields: readonly string[]) =>
  Object.fromEntries(
    fields.map((field) => [
      field,
      field === 'response' ? { id: 'x', response: {} } : 'a@b.example',
    ]),
  )

test('a body that is no object is refused', async () => {
  for (const payload of ['[]', '"text"', '1', 'null', '{', '']) {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:7373' },
      payload,
    })
    assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, payload)
  }
})
