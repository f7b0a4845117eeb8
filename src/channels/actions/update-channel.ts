import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { channelsContract } from '../contract.ts'
import { found, itsChannel } from '../found.ts'
import { askGate, channelFacts } from '../gate.ts'
import { refuseUnknownPeople } from '../people-named.ts'
import { lockChannel, nameIsTaken, updateChannel as updateRow } from '../store.ts'
import { nameTaken } from '../taken.ts'
import { viewChannel } from '../view.ts'

export const updateChannel = command({
  shape: channelsContract['PUT /channels/:channelId'],
  may: hasLevel('administrator', itsChannel),
  async do(at, input) {
    const { db } = at
    const { channelId, ownerId, deputyId, recoveryEmail, name, purpose } = input
    const row = found(await lockChannel(db, channelId))
    if (row.status === 'closed')
      throw refuse.conflict('This channel is closed, so its entry stays as it is.')
    await refuseUnknownPeople(db, input, row)
    if (await nameIsTaken(db, name, channelId)) throw nameTaken()
    await askGate(at, 'channel.update', [channelFacts(row)], {
      requestFields: Object.keys(input),
      loginEmail: recoveryEmail,
      profileTexts: [name, purpose],
    })
    const updated = await updateRow(db, channelId, {
      name,
      purpose,
      owner_id: ownerId,
      deputy_id: deputyId,
      recovery_email: recoveryEmail,
    })
    return done(await viewChannel(at, updated), {
      action: 'channel.updated',
      object: { kind: 'channel', id: channelId },
      details: { ownerId, deputyId },
    })
  },
})
