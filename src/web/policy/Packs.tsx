import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDo } from '../ask.ts'
import { Button } from '../parts/Button.tsx'
import { ChooseMany } from '../parts/Choices.tsx'
import { Danger } from '../parts/Danger.tsx'
import { Panel } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import type { Policy } from './values.ts'

/** A pack is a written policy as numbered clauses; those that bind the council decide its settings. */
export function Packs({ policy }: { policy: Policy }) {
  const [choosing, setChoosing] = useState(false)
  return (
    <Panel
      title="Packs"
      lead="A pack is a written policy as numbered clauses. Those that bind you decide your settings."
      actions={
        policy.may.includes('choose-packs') && (
          <Button onClick={() => setChoosing(true)}>Choose packs</Button>
        )
      }
    >
      <ul className="lines">
        {policy.packs.map((pack) => (
          <li key={pack.id} className="stack tight">
            <div className="row">
              <h3>{pack.name}</h3>
              {pack.bound && <State is="active" word="Binds you" />}
            </div>
            <p>{pack.about}</p>
            <p className="small soft">
              Version {pack.version},{' '}
              <Link to="/policy" search={{ part: 'clauses', pack: pack.id }}>
                {pack.clauses} clauses
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {choosing && <ChoosePacks policy={policy} onClose={() => setChoosing(false)} />}
    </Panel>
  )
}

function ChoosePacks({ policy, onClose }: { policy: Policy; onClose(): void }) {
  const choose = useDo('PUT /policy/packs', {
    changes: ['policy'],
    said: ({ openQuestions }) =>
      openQuestions.length === 0
        ? 'The packs are chosen. They hold from now on.'
        : 'The packs are chosen. They differ on some questions: answer them under Settings.',
  })
  return (
    <Danger
      title="Choose packs"
      effect="Every post and every change is judged by the packs that you choose, from this moment on. Posts that wait are judged again before they leave."
      undo="You can choose others at any time. What was decided before stays on record."
      act="Choose these packs"
      acting="Choosing"
      reason="Why"
      onClose={onClose}
      onAct={(reason, answers) => choose.mutateAsync({ packs: answers.all('packs'), reason })}
    >
      <ChooseMany
        name="packs"
        label="Packs"
        chosen={policy.packs.filter(({ bound }) => bound).map(({ id }) => id)}
        options={policy.packs.map(({ id, name, about }) => ({
          value: id,
          label: name,
          says: about,
        }))}
      />
    </Danger>
  )
}
