import { holdsRole } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { channelsContract } from '../contract.ts'
import { askGate } from '../gate.ts'
import { networkCalled } from '../known-networks.ts'
import { refuseUnknownPeople } from '../people-named.ts'
import { insertChannel, lockChannel, nameIsTaken } from '../store.ts'
import { nameTaken } from '../taken.ts'
import { viewChannel } from '../view.ts'

/** Enters an account in the register, whether or not Crier can ever be connected to it. */
export const createChannel = command({
  shape: channelsContract['POST /channels'],
  may: holdsRole('administrator', 'communications'),
  async do(at, input) {
    const { db, now } = at
    const { personId } = asPerson(at.caller)
    const id = newId()
    if (networkCalled(input.network) === undefined)
      throw refuse.invalid('Crier does not know this network. Choose one from the list.', {
        fields: { network: 'Choose a network from the list.' },
      })
    await refuseUnknownPeople(db, input)
    if (await nameIsTaken(db, input.name, id)) throw nameTaken()
    await askGate(at, 'channel.register', [], {
      requestFields: Object.keys(input),
      loginEmail: input.recoveryEmail,
      profileTexts: [input.name, input.purpose],
    })
    await insertChannel(db, {
      id,
      name: input.name,
      network: input.network,
      purpose: input.purpose,
      owner_id: input.ownerId,
      deputy_id: input.deputyId,
      recovery_email: input.recoveryEmail,
      status: input.status,
      status_at: now,
      connection_at: now,
      created_by: personId,
      created_at: now,
    })
    const row = await lockChannel(db, id)
    if (row === undefined) throw new Error('The channel that was just written is there.')
    return done(await viewChannel(at, row), {
      action: 'channel.registered',
      object: { kind: 'channel', id },
      details: { network: input.network, status: input.status, ownerId: input.ownerId },
    })
  },
})
