import { useAsk } from '../ask.ts'
import { Page } from '../parts/Page.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { useAddress } from '../useAddress.ts'
import { Clauses } from './Clauses.tsx'
import { ContactDetails } from './ContactDetails.tsx'
import { Controls } from './Controls.tsx'
import { Packs } from './Packs.tsx'
import { Settings } from './Settings.tsx'
import type { Policy as PolicyAnswer } from './values.ts'

/** The rules that this council works under, where each comes from, and what Crier does about it. */
export default function Policy() {
  const policy = useAsk('GET /policy', {}, { about: ['policy', 'setting', 'council'] })
  const [{ part = '' }] = useAddress()
  return (
    <Page
      title="Policy"
      lead="The rules that you work under, where each of them comes from, and what Crier does about it."
    >
      <Answer to={policy}>
        {(answer) => (
          <>
            <Tabs
              label="Parts of the policy"
              chosen={part}
              tabs={[
                { key: '', name: 'Settings', count: answer.settings.length },
                { key: 'clauses', name: 'Clauses', count: answer.clauses.length },
                { key: 'controls', name: 'Controls', count: answer.controls.length },
                { key: 'packs', name: 'Packs', count: answer.packs.length },
                { key: 'contacts', name: 'Contact details' },
              ]}
            />
            <Part part={part} policy={answer} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Part({ part, policy }: { part: string; policy: PolicyAnswer }) {
  if (part === 'clauses') return <Clauses policy={policy} />
  if (part === 'controls') return <Controls policy={policy} />
  if (part === 'packs') return <Packs policy={policy} />
  if (part === 'contacts') return <ContactDetails policy={policy} />
  return <Settings policy={policy} />
}
