import { signedIn } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { publishingContract } from '../contract.ts'
import { resolveLocal, timeSentences } from '../local-time.ts'

/** What a wall-clock time means, so that the composer can ask before anything is submitted. */
export const resolveTime = query({
  shape: publishingContract['GET /times'],
  may: signedIn,
  async do({ now }, { local, zone }) {
    const time = resolveLocal(local, zone)
    switch (time.kind) {
      case 'once': {
        const past = Temporal.Instant.compare(time.at, now) <= 0
        return { kind: time.kind, at: time.at.toString(), past }
      }
      case 'twice':
        return {
          kind: time.kind,
          says: timeSentences.twice,
          earlier: time.earlier.toString(),
          later: time.later.toString(),
        }
      case 'never':
        return { ...time, says: timeSentences.never }
      case 'invalid':
        return { kind: time.kind, says: timeSentences.invalid }
    }
  },
})
