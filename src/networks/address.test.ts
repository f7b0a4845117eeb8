import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublic, publicLookup, readServer } from './address.ts'

test('addresses of the public internet are public', () => {
  for (const address of [
    '8.8.8.8',
    '93.184.215.14',
    '172.32.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])
    assert.equal(isPublic(address), true, address)
})

test('addresses inside a network are not', () => {
  const inside = [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ]
  for (const address of inside) assert.equal(isPublic(address), false, address)
})

test('a name that leads inside is refused while it is looked up', async () => {
  const code = await new Promise((resolve) => {
    publicLookup('localhost', { all: true }, (error) => resolve(error?.code))
  })
  assert.equal(code, 'private-address')
})

test('understands what people type for their server', () => {
  const nothing = new Set<string>()
  for (const typed of [
    'social.example',
    ' social.example ',
    'SOCIAL.example',
    'https://social.example',
    'https://social.example/@council',
    '@council@social.example',
    'council@social.example',
  ])
    assert.deepEqual(readServer(typed, nothing), { ok: true, origin: 'https://social.example' })
})

test('writes a name in another script the way machines do', () => {
  const read = readServer('cymdeithas.cymru', new Set())
  assert.deepEqual(read, { ok: true, origin: 'https://cymdeithas.cymru' })
  const other = readServer('bücher.example', new Set())
  assert.deepEqual(other, { ok: true, origin: 'https://xn--bcher-kva.example' })
})

test('numbers in any spelling are not the name of a server', () => {
  for (const typed of ['2130706433', '0x7f.1', '127.1', '[::ffff:7f00:1]', '0177.0.0.1'])
    assert.equal(readServer(typed, new Set()).ok, false, typed)
})

test('takes a private address only where it was allowed by name', () => {
  const allowed = new Set(['http://127.0.0.1:7374'])
  assert.equal(readServer('http://127.0.0.1:7374', allowed).ok, true)
  assert.equal(readServer('http://127.0.0.1:7375', allowed).ok, false)
})
