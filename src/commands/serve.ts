import { readSettings } from '../platform/settings.ts'
import type { Command } from './command.ts'
import { insistOnUpToDate, openPlace } from './place.ts'
import { checkPorts } from './port.ts'
import type { App, LoadProgram } from './program.ts'
import { runUntilStopped } from './running.ts'
import { buildWeb } from './web-build.ts'

export const serve: Command = {
  name: 'serve',
  says: 'Answers browsers, and leaves the jobs to `./crier work`.',
  more: 'Any number of these may run on one database. It wants `./crier migrate` to have run.',
  async run(_given, load) {
    const settings = readSettings()
    await checkPorts(settings)
    await buildWeb()
    return runOne(load, async (app) => {
      await app.listen()
      console.log(`Crier answers at ${settings.publicAddress}`)
    })
  },
}

export const work: Command = {
  name: 'work',
  says: 'Does the jobs, and leaves browsers to `./crier serve`.',
  more: 'Any number of these may run on one database. It wants `./crier migrate` to have run.',
  run: (_given, load) =>
    runOne(load, async (app) => {
      await app.startWork()
      console.log('Crier does the jobs.')
    }),
}

function runOne(load: LoadProgram, begin: (app: App) => Promise<void>): Promise<number> {
  return runUntilStopped(async (run) => {
    const place = await run.step(() => openPlace())
    run.atEnd(() => place[Symbol.asyncDispose](), 'always')
    run.haltWhen(place.lost, 'The database server went away, so this part of Crier has stopped.')
    await run.step(() => insistOnUpToDate(place))
    const program = await run.step(load)
    const app = await run.step(() => program.createApp(place))
    run.atEnd(() => app.close())
    await run.step(() => begin(app))
  })
}
