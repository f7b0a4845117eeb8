import { Halt } from '../platform/halt.ts'
import { home, version } from '../platform/home.ts'
import { readPostmaster } from '../platform/postgres-server.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import type { Command } from './command.ts'
import { bringUpToDate, clusterFolder, type OpenPlace, openPlace, say } from './place.ts'
import { checkPorts } from './port.ts'
import { type Run, runUntilStopped } from './running.ts'
import { buildWeb } from './web-build.ts'

export const start: Command = {
  name: 'start',
  says: 'Starts everything on this machine, and says where to find it.',
  more: `Starts the database, brings it up to date, builds the web app, makes a demo council where there
is none, answers browsers and does the jobs. Ctrl-C stops it all.`,
  async run(_given, load) {
    const settings = readSettings(undefined, { logLevel: 'warn' })
    console.log(`Crier ${version} in ${home}`)
    const code = await runUntilStopped(async (run) => {
      const place = await openAlone(settings, run)
      await run.step(() => bringUpToDate(place))
      await run.step(buildWeb)
      const program = await run.step(load)
      const signIn = await run.step(() => program.seedDemo(place))
      const app = await run.step(() => program.createApp(place))
      run.atEnd(() => app.close())
      await run.step(() => app.listen())
      await run.step(() => app.startWork())
      console.log(`\nCrier is ready at ${settings.publicAddress}`)
      if (signIn !== null) console.log(signIn)
      console.log('Ctrl-C stops it.')
    })
    console.log('Crier has stopped.')
    return code
  },
}

/** Opens the place for one `start` at a time. */
async function openAlone(settings: Settings, run: Run): Promise<OpenPlace> {
  const { databaseUrl, dataFolder } = settings
  const joins = databaseUrl === undefined && readPostmaster(clusterFolder(settings)) !== undefined
  // A server that runs may mean that Crier does: "already running" is then the better answer.
  if (!joins) await checkPorts(settings)
  if (databaseUrl === undefined) say(`Starting the database in ${clusterFolder(settings)}`)
  const place = await run.step(() => openPlace(settings))
  run.atEnd(() => place[Symbol.asyncDispose](), 'always')
  run.haltWhen(
    place.lost,
    `The database server went away, so Crier has stopped too: what it said is in ${clusterFolder(settings)}/server.log.`,
  )
  if (place.cluster && !(await place.cluster.claim('start'))) {
    throw new Halt(
      `Crier is already running with the data folder ${dataFolder}: stop it first, or choose another data folder with CRIER_DATA and another port with CRIER_PORT.`,
    )
  }
  if (joins) await checkPorts(settings)
  return place
}
