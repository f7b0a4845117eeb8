import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Clock, machineClock } from '../../platform/clock.ts'
import { mentionsIn, tagsIn } from './content.ts'
import { PracticeDatabase } from './database.ts'
import { type Resident, residents } from './resident-lines.ts'
import { accountsByNames, insertAccount } from './store/accounts.ts'
import { notify } from './store/notifications.ts'
import { newAnswers, newBeginnings, planReply, takeDue, type Waiting } from './store/residents.ts'
import { insertStatus, writeMentions, writeTags } from './store/statuses.ts'

export interface ResidentsSetup {
  readonly pool: pg.Pool
  readonly clock?: Clock
  /** The same seed and the same post bring the same replies. */
  readonly seed?: number
  /** Between these, after the post. */
  readonly seconds?: { readonly least: number; readonly most: number }
  /** How often they look, in milliseconds. */
  readonly every?: number
  readonly onDefect?: (error: unknown) => void
}

export interface Residents {
  /** Looks once: plans replies to what is new, and says what is due. Gives how many were said. */
  look(): Promise<number>
  stop(): Promise<void>
}

/**
 * Scripted accounts that answer what people post here. The plan is kept in the database, so any
 * number of processes may run them, and a restart loses nothing.
 */
export async function startResidents(setup: ResidentsSetup): Promise<Residents> {
  const crowd = new Crowd(setup)
  await crowd.moveIn()
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(() => crowd.look()).catch((error) => setup.onDefect?.(error))
  }, setup.every ?? 1000)
  timer.unref()
  return {
    look: () => crowd.look(),
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

class Crowd {
  readonly #db: PracticeDatabase
  readonly #clock: Clock
  readonly #seed: number
  readonly #least: number
  readonly #most: number
  readonly #since: Temporal.Instant

  constructor({ pool, clock = machineClock, seed = 1, seconds }: ResidentsSetup) {
    this.#db = new PracticeDatabase(pool)
    this.#clock = clock
    this.#seed = seed
    this.#least = seconds?.least ?? 6
    this.#most = seconds?.most ?? 45
    // What was posted while nobody looked is answered too, if it is not old.
    this.#since = clock.now().subtract({ minutes: 10 })
  }

  async moveIn(): Promise<void> {
    const at = this.#clock.now()
    for (const { username, displayName, note } of residents)
      await insertAccount(this.#db.all, {
        username,
        displayName,
        note,
        passwordHash: null,
        resident: true,
        at,
      })
  }

  async look(): Promise<number> {
    const { all } = this.#db
    for (const post of await newBeginnings(all, this.#since))
      for (const resident of this.#whoAnswers(post))
        await this.#plan(post, resident, resident.lines)
    for (const answer of await newAnswers(all, this.#since)) {
      const resident = residents.find(({ username }) => username === answer.resident)
      if (resident !== undefined) await this.#plan(answer, resident, resident.after)
    }
    let said = 0
    while (await this.#sayOne()) said += 1
    return said
  }

  /** Two or three of them, never the same two for every post. */
  #whoAnswers(post: Waiting): Resident[] {
    const number = this.#number(post, 'how many') % 2 === 0 ? 2 : 3
    return residents
      .map((resident) => ({ resident, place: this.#number(post, resident.username) }))
      .sort((a, b) => a.place - b.place)
      .slice(0, number)
      .map(({ resident }) => resident)
  }

  async #plan(post: Waiting, resident: Resident, lines: readonly string[]): Promise<void> {
    const line = lines[this.#number(post, `${resident.username} says`) % lines.length] ?? ''
    const span = (this.#most - this.#least) * 1000 + 1
    const wait = this.#least * 1000 + (this.#number(post, `${resident.username} waits`) % span)
    await planReply(this.#db.all, {
      statusId: post.id,
      resident: resident.username,
      text: `@${post.username} ${line}`,
      dueAt: post.createdAt.add({ milliseconds: Math.round(wait) }),
    })
  }

  #sayOne(): Promise<boolean> {
    const at = this.#clock.now()
    return this.#db.transaction(async (all) => {
      const due = await takeDue(all, at)
      if (due === null) return false
      const to = await accountsByNames(all, mentionsIn(due.text, ''))
      const statusId = await insertStatus(all, {
        accountId: due.residentId,
        text: due.text,
        spoiler: '',
        sensitive: false,
        visibility: due.visibility,
        language: due.text.includes('Diolch') ? 'cy' : 'en',
        inReplyToId: due.statusId,
        inReplyToAccountId: to[0]?.id ?? null,
        appName: null,
        at,
      })
      await writeTags(all, statusId, tagsIn(due.text))
      const mentioned = to.map(({ id }) => id)
      for (const id of await writeMentions(all, statusId, mentioned))
        await notify(all, { to: id, from: due.residentId, kind: 'mention', statusId, at })
      return true
    })
  }

  /** A number that depends on the seed, the words of the post and the question, and nothing else. */
  #number(post: Waiting, question: string): number {
    const digest = createHash('sha256').update(`${this.#seed}\n${post.text}\n${question}`).digest()
    return digest.readUInt32BE(0)
  }
}
