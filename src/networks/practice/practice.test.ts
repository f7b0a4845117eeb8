import { networkContract } from '../contract-tests.ts'
import { createNetworks } from '../index.ts'
import { startPractice } from './started.test.support.ts'
import { allowAs } from './visitor.ts'

// The very connector that speaks to Mastodon, against the practice server on a real database.
const { address, stop } = await startPractice()

networkContract('practice, over the mastodon connector,', async () => {
  let made = false
  return {
    network: createNetworks({ practiceAddress: address }).get('practice'),
    answers: {},
    authorise: async (authoriseAddress) => {
      const person = { username: 'brackenshire', password: 'a practice password' }
      const answer = await allowAs(
        made ? person : { ...person, displayName: 'Brackenshire Council' },
        authoriseAddress,
      )
      made = true
      return answer
    },
    stop,
  }
})
