import type { Command } from './command.ts'
import { bringUpToDate, insistOnUpToDate, openPlace, say } from './place.ts'
import { buildWeb } from './web-build.ts'

export const migrate: Command = {
  name: 'migrate',
  says: 'Brings the database up to date with this version.',
  more: 'Changes nothing when it already is. Take a backup first: migrations go forward only.',
  async run() {
    await using place = await openPlace()
    await bringUpToDate(place)
    say('The database is up to date')
    return 0
  },
}

export const verify: Command = {
  name: 'verify',
  says: 'Recomputes the ledger and names the first entry that was tampered with.',
  more: `Reads everything and changes nothing. May run while Crier does. Exit code 1: it does not hold.
Keep the signed note that it prints in another place: only against that does a cut-off end show.`,
  options: {
    checkpoint: {
      type: 'string',
      says: 'FILE holds a note that was kept elsewhere, to compare with.',
    },
  },
  async run(given, load) {
    await using place = await openPlace()
    await insistOnUpToDate(place)
    const program = await load()
    const { holds, report } = await program.verify(place, given.text('checkpoint'))
    console.log(report)
    return holds ? 0 : 1
  },
}

export const build: Command = {
  name: 'build',
  says: 'Builds the web app, which `start` and `serve` do by themselves when it changed.',
  async run() {
    await buildWeb()
    say('The web app is built')
    return 0
  },
}
