import type { Networks } from '../../networks/index.ts'
import { signedIn } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { channelsContract } from '../contract.ts'
import { knownNetworks } from '../known-networks.ts'

/** Every network for the register, and what to ask where Crier can be connected to it. */
export const listNetworks = (networks: Networks) =>
  query({
    shape: channelsContract['GET /networks'],
    may: signedIn,
    async do() {
      return {
        networks: knownNetworks.map((known) => {
          const connector = networks.find(known.id)
          const questions = connector?.connect.questions ?? []
          return {
            ...known,
            connectable: connector !== null,
            questions: questions.map((question) => ({ ...question })),
          }
        }),
      }
    },
  })
