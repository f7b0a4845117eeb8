import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Tickbox } from '../parts/Choices.tsx'
import { ClauseChips } from '../parts/ClauseChip.tsx'
import { clauseName } from '../parts/clause.ts'
import { Panel } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import { type Policy, type Setting, said, states } from './values.ts'

/** Questions that the council still has to answer come first. */
export function Settings({ policy }: { policy: Policy }) {
  const [all, setAll] = useState(false)
  const may = policy.may.includes('change-setting')
  const open = policy.settings.filter(({ key }) => policy.openQuestions.includes(key))
  const rest = policy.settings.filter(
    ({ key, controls }) => !policy.openQuestions.includes(key) && (all || controls.length > 0),
  )
  return (
    <>
      {open.length > 0 && (
        <Panel
          title="To be answered"
          count={open.length}
          lead="Your packs differ here, or leave it to you. Until you answer, the strictest rule holds."
        >
          <SettingList settings={open} may={may} />
        </Panel>
      )}
      <Panel title="Decided" count={rest.length}>
        <Tickbox
          name="all"
          label="Show settings that no built control uses yet"
          on={all}
          onChange={setAll}
        />
        <SettingList settings={rest} may={may} />
      </Panel>
    </>
  )
}

function SettingList({ settings, may }: { settings: readonly Setting[]; may: boolean }) {
  return (
    <ul className="lines">
      {settings.map((setting) => (
        <SettingLine key={setting.key} setting={setting} may={may} />
      ))}
    </ul>
  )
}

function SettingLine({ setting, may }: { setting: Setting; may: boolean }) {
  const [choosing, setChoosing] = useState(false)
  return (
    <li className="stack tight">
      <div className="row between nowrap">
        <h3>{setting.question}</h3>
        {may && (
          <Button kind="quiet" onClick={() => setChoosing(true)}>
            {setting.choice ? 'Change' : 'Choose'}
          </Button>
        )}
      </div>
      <p>{said(setting, setting.value)}</p>
      <div className="row">
        {(setting.state === 'strictest-until-answered' || setting.state === 'must-choose') && (
          <State is="needs" word="To be answered" />
        )}
        <span className="small soft">
          {states[setting.state]} {setting.choice?.reason}
        </span>
      </div>
      <ClauseChips clauses={setting.decidedBy.flatMap(({ clauses }) => clauses)} />
      {setting.words.length > 1 && <Words setting={setting} />}
      {choosing && <SettingDialog setting={setting} onClose={() => setChoosing(false)} />}
    </li>
  )
}

/** What each pack says, where more than one speaks. */
function Words({ setting }: { setting: Setting }) {
  return (
    <details className="small">
      <summary>What your packs say</summary>
      <ul className="lines">
        {setting.words.map((word) => (
          <li key={word.pack} className="stack tight">
            <p>
              <strong>{clauseName(`${word.pack}:`)}</strong> {said(setting, word.value)}
            </p>
            <ClauseChips clauses={word.clauses} />
          </li>
        ))}
      </ul>
    </details>
  )
}
