import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goodPassword, sealingKeys, signInWorld } from '../fixtures-sign-in.ts'
import { cookieValue, sessionCookie } from './session-cookie.ts'

const secret = 'a secret'
const cookie = sessionCookie({ name: 'crier.session_token', secret, secure: false })

test('reads what it wrote', () => {
  const header = cookie.write('a+token/with=signs', 60)
  const sent = header.split(';')[0]
  assert.equal(cookie.read(sent), 'a+token/with=signs')
  assert.equal(cookie.read(`other=1; ${sent}; more=2`), 'a+token/with=signs')
})

test('reads nothing signed by another secret, under another name, or changed', () => {
  const [sent = ''] = cookie.write('token', 60).split(';')
  const stranger = sessionCookie({ name: cookie.name, secret: 'another', secure: false })
  assert.equal(stranger.read(sent), null)
  assert.equal(cookie.read(sent.replace('crier.session_token', 'xcrier.session_token')), null)
  assert.equal(cookie.read(sent.replace('token.', 'tokem.')), null)
  assert.equal(cookie.read(sent.slice(0, -3)), null)
})

test('stumbles over nothing that a browser could send', () => {
  for (const header of [
    undefined,
    '',
    ';;;',
    '=',
    'crier.session_token',
    'crier.session_token=',
    'crier.session_token=%E0%A4%A',
    'crier.session_token=.',
    'crier.session_token=a.b.c.d',
    `crier.session_token=${'x'.repeat(20_000)}`,
  ])
    assert.equal(cookie.read(header), null)
})

test('is out of reach of scripts, and over https of everything else', () => {
  assert.match(cookie.write('t', 5), /; Max-Age=5; Path=\/; HttpOnly; SameSite=Lax$/)
  const safe = sessionCookie({ name: '__Secure-crier.session_token', secret, secure: true })
  assert.match(safe.write('t', 5), /^__Secure-.*; HttpOnly; SameSite=Lax; Secure$/)
})

test('takes the first of two cookies with one name', () => {
  assert.equal(cookieValue('a=1; a=2', 'a'), '1')
  assert.equal(cookieValue('ab=1', 'a'), undefined)
})

test('passes on the cookies of sign-in alone, each once, as it reads them itself', () => {
  const cookie = sessionCookie({ name: 'crier.session_token', secret: 'a', secure: false })
  const plain = (header: string, signedIn = true) => cookie.plain(header, signedIn)
  const pairs: [string, string][] = [
    [
      'crier.session_token=a; theme=dark; crier.challenge=c',
      'crier.session_token=a; crier.challenge=c',
    ],
    ['crier.session_token=a; crier.session_token=b', 'crier.session_token=a'],
    ['crier.session_token =b; crier.session_token=a', 'crier.session_token=a'],
    ['crier.session_token="b"; crier.session_token=a', 'crier.session_token=a'],
    ['junk; crier.session_token=a', 'crier.session_token=a'],
    ['crierXsession_token=b', ''],
    ['', ''],
  ]
  for (const [header, wanted] of pairs) assert.equal(plain(header), wanted, header)
  assert.equal(plain('crier.session_token=a; crier.challenge=c', false), 'crier.challenge=c')
})

test('the whole of sign-in works behind https, and its cookies say so', async () => {
  const world = await signInWorld()
  const safe = await world.restart(sealingKeys, 'https://crier.brackenshire.example')
  await world.withPassword({ email: 'author@brackenshire.example' })
  const visitor = safe.browser()
  const answer = await visitor.post('/api/auth/sign-in/email', {
    email: 'author@brackenshire.example',
    password: goodPassword,
  })
  assert.equal(answer.status, 200)
  for (const each of answer.cookies) assert.match(each, /^__Secure-.*; Secure/)
  assert.equal((await safe.people.authenticate({ cookie: visitor.cookie })).kind, 'person')
  assert.equal((await visitor.post('/api/auth/sign-out')).status, 200)
  await safe.close()
  await world.close()
})
