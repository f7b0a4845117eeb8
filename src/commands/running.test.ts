import assert from 'node:assert/strict'
import { after, mock, test } from 'node:test'
import { Halt } from '../platform/halt.ts'
import { runUntilStopped } from './running.ts'

const interrupt = () => process.kill(process.pid, 'SIGTERM')
const forever = () => new Promise<never>(() => {})
// A promise alone keeps no process alive, and neither does a test.
const alive = setInterval(() => {}, 1000)
after(() => clearInterval(alive))

test('waits for a signal, then closes the last first', async () => {
  const order: string[] = []
  const code = await runUntilStopped(async (run) => {
    run.atEnd(async () => void order.push('database'))
    run.atEnd(async () => void order.push('app'))
    setImmediate(interrupt)
  })
  assert.equal(code, 0)
  assert.deepEqual(order, ['app', 'database'])
})

test('takes no further step once somebody asked to stop, and closes what was opened', async () => {
  const order: string[] = []
  await runUntilStopped(async (run) => {
    await run.step(async () => {
      run.atEnd(async () => void order.push('closed'))
      interrupt()
      await new Promise((go) => setTimeout(go, 50))
    })
    await run.step(async () => void order.push('never'))
  })
  assert.deepEqual(order, ['closed'])
})

test('closes what was opened when a step fails, and passes the failure on', async () => {
  let closed = false
  const failing = runUntilStopped(async (run) => {
    run.atEnd(async () => {
      closed = true
    })
    throw new Halt('The port is taken.')
  })
  await assert.rejects(failing, /The port is taken/)
  assert.equal(closed, true)
})

test('stops when the database goes away, with the sentence given for it', async () => {
  const lost = Promise.withResolvers<void>()
  const running = runUntilStopped(async (run) => {
    run.haltWhen(lost.promise, 'The database went away.')
  })
  lost.resolve()
  await assert.rejects(running, new Halt('The database went away.'))
})

test('on a second signal waits only for what must be waited for', async () => {
  const order: string[] = []
  await runUntilStopped(async (run) => {
    run.atEnd(async () => {
      await new Promise((go) => setTimeout(go, 50))
      order.push('database')
    }, 'always')
    run.atEnd(() => {
      interrupt()
      return forever()
    })
    setImmediate(interrupt)
  })
  assert.deepEqual(order, ['database'])
})

test('closes the rest when closing one thing fails', async () => {
  const shown = mock.method(console, 'error', () => {})
  let closed = false
  await runUntilStopped(async (run) => {
    run.atEnd(async () => {
      closed = true
    })
    run.atEnd(() => Promise.reject(new Error('jammed')))
    setImmediate(interrupt)
  })
  assert.equal(closed, true)
  assert.equal(shown.mock.callCount(), 1)
})
