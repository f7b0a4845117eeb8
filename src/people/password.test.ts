import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordFault } from './password.ts'

const owner = {
  name: 'Zoë Author',
  email: 'zoe.author@brackenshire.example',
  council: 'Brackenshire Council',
}

test('takes a few unrelated words', () => {
  assert.equal(passwordFault('tuesday lamp orange drum', owner), null)
  assert.equal(passwordFault('xK9#mQ2$vL5n', owner), null)
  assert.equal(passwordFault('пять зелёных лодок плывут', owner), null)
})

test('refuses one that is too short or too long, counted as people count', () => {
  assert.match(passwordFault('xK9#mQ2$vL5', owner) ?? '', /shorter than 12/)
  assert.match(passwordFault('🦊🐻🐼🦁🐯🐨🐸🐙🦉🦄🐝', owner) ?? '', /shorter than 12/)
  assert.match(passwordFault('xK9#mQ2$vL5n'.repeat(11), owner) ?? '', /longer than 128/)
})

test('refuses common and breached ones, and their usual disguises', () => {
  for (const common of [
    'password1234',
    'P@ssw0rd2026',
    'passwordpassword',
    'qwertyuiop123',
    '123456789012',
    'iloveyou12345',
    'Summer2026!!!',
    'letmein letmein',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'manchesterunited',
  ])
    assert.match(passwordFault(common, owner) ?? '', /common or breached/, common)
})

test('refuses the name, the address and the council, whatever the case or accent', () => {
  for (const own of [
    'my-BRACKENSHIRE-lamp-42',
    'Author-of-green-lamps-7',
    'zoe.author.green.lamp.9',
    'áuthor lamps orange drum',
  ])
    assert.match(passwordFault(own, owner) ?? '', /your name/, own)
})

test('does not stumble over short names and general words', () => {
  const short = { name: 'Al Bo', email: 'a@b.example', council: 'Ely City Council' }
  assert.equal(passwordFault('tuesday lamp orange drum', short), null)
  assert.equal(passwordFault('the city wakes at dawn, slowly', short), null)
})
