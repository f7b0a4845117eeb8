import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { type SealingKeys, seal } from '../../platform/secrets.ts'
import { peopleContract } from '../contract.ts'
import { mayAsOne } from '../may.ts'
import { refuseIssuer, refuseMixedGroups, singleSignOnView } from '../single-sign-on.ts'
import { councilOf } from '../standing.ts'
import { putSingleSignOn, readSingleSignOn } from '../store-council.ts'

export const changeSingleSignOn = (at: { publicAddress: string; sealingKeys: SealingKeys }) =>
  command({
    shape: peopleContract['PUT /single-sign-on'],
    may: mayAsOne('change-single-sign-on'),
    async do({ db, caller, now }, { clientSecret, ...wanted }) {
      const { councilId } = asPerson(caller)
      refuseIssuer(wanted.issuer)
      refuseMixedGroups(wanted.groupRoles)
      const before = await readSingleSignOn(db)
      // A secret belongs to its issuer: it must never be sent to another one.
      const kept = before?.issuer === wanted.issuer ? (before.client_secret ?? null) : null
      const sealedSecret =
        clientSecret === undefined ? kept : seal(at.sealingKeys, clientSecret, councilId)
      await putSingleSignOn(db, { ...wanted, councilId, sealedSecret }, now)
      const { slug } = await councilOf(db)
      return done(singleSignOnView(await readSingleSignOn(db), at.publicAddress, slug), {
        action: 'council.single-sign-on-changed',
        object: { kind: 'council', id: councilId },
        details: {
          enabled: wanted.enabled,
          issuer: wanted.issuer,
          groups: wanted.groupRoles.length,
          secretChanged: sealedSecret !== (before?.client_secret ?? null),
        },
      })
    },
  })
