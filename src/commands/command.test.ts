import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { Halt } from '../platform/halt.ts'
import { type Command, runCommand } from './command.ts'
import { commands } from './index.ts'

const out = mock.method(console, 'log', () => {})
const errors = mock.method(console, 'error', () => {})
beforeEach(() => {
  out.mock.resetCalls()
  errors.mock.resetCalls()
})
const printed = ({ mock: { calls } }: typeof out) =>
  calls.map((call) => call.arguments[0]).join('\n')

const nothing = async () => ({
  createApp: async () => assert.fail('no app here'),
  seedDemo: async () => null,
  verify: async () => ({ holds: true, report: '' }),
})
const sample: Command = {
  name: 'sample',
  says: 'Shows what was given.',
  options: {
    loud: { type: 'boolean', says: 'Loudly.' },
    word: { type: 'string', says: 'WORD is said.' },
  },
  run: async (given) => {
    console.log(given.flag('loud'), given.text('word'))
    if (given.text('word') === 'halt') throw new Halt('Nothing can be said.')
    return given.flag('loud') ? 3 : 0
  },
}
const run = (...typed: string[]) => runCommand([sample], typed, nothing)

test('gives a command what was typed, and takes its exit code', async () => {
  assert.equal(await run('sample', '--loud', '--word', 'hello'), 3)
  assert.deepEqual(out.mock.calls[0]?.arguments, [true, 'hello'])
  assert.equal(await run('sample'), 0)
})

test('turns a halt into one sentence and exit code 1', async () => {
  assert.equal(await run('sample', '--word', 'halt'), 1)
  assert.equal(printed(errors), 'Nothing can be said.')
})

test('lets a defect through whole', async () => {
  const broken = { ...sample, run: () => Promise.reject(new TypeError('a defect')) }
  await assert.rejects(runCommand([broken], ['sample'], nothing), /a defect/)
})

test('explains itself, and runs nothing while doing so', async () => {
  assert.equal(await run('--help'), 0)
  assert.match(printed(out), /\.\/crier sample +Shows what was given\.(.|\n)*CRIER_PORT/)
  assert.equal(await run('sample', '--help'), 0)
  assert.match(printed(out), /--word {2}WORD is said\./)
  assert.equal(await run(), 1)
})

test('says what it does not understand', async () => {
  assert.equal(await run('smaple'), 1)
  assert.match(printed(errors), /no command "smaple"/)
  assert.equal(await run('sample', '--lowd'), 1)
  assert.equal(await run('sample', 'stray'), 1)
  assert.match(printed(errors), /does not understand "stray"/)
})

test('has a sentence for every command and every option', async () => {
  for (const command of commands) {
    assert.match(command.says, /^[A-Z].*\.$/, command.name)
    assert.equal(await runCommand(commands, [command.name, '--help'], nothing), 0)
  }
})
