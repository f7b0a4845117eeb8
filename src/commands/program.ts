import type { Settings } from '../platform/settings.ts'

/** Where a part of Crier runs: its settings, and the database as the owner of its tables. */
export interface Place {
  readonly settings: Settings
  readonly databaseUrl: string
}

/** One process of Crier. */
export interface App {
  /** Answers browsers. */
  listen(): Promise<void>
  /** Does the jobs. */
  startWork(): Promise<void>
  /** Finishes what is under way and lets go of everything. */
  close(): Promise<void>
}

/** Loaded when a command needs it: `test` must be able to say what is wrong with it. */
export type LoadProgram = () => Promise<Program>

/** What Crier's program offers its commands. */
export interface Program {
  createApp(place: Place): Promise<App>
  /**
   * Fills an empty database with the demo council, where the settings want one. Resolves to how to
   * sign in or to set up a council, or null when the database holds a council of somebody's own.
   */
  seedDemo(place: Place): Promise<string | null>
  /**
   * Recomputes the ledger. Resolves to what was found, and whether all of it holds. `checkpoint` is
   * a file with a signed note that was kept elsewhere.
   */
  verify(
    place: Place,
    checkpoint?: string,
  ): Promise<{ readonly holds: boolean; readonly report: string }>
}
