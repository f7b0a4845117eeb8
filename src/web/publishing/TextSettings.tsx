import type { Content } from '../../publishing/contract.ts'
import { Choice, TextField } from '../parts/Field.tsx'
import { useDesk } from './desk.ts'
import { languageName, languages, visibilityName } from './words.ts'
import './TextSettings.css'

const visibilities: readonly Content['visibility'][] = ['public', 'unlisted', 'followers']

/** What holds for the post as a whole. */
export function TextSettings() {
  const { draft, change } = useDesk()
  const offered = useVisibilities()
  const known = languages.includes(draft.language) ? languages : [...languages, draft.language]
  return (
    <div className="text-settings">
      <Choice
        name="language"
        label="Language"
        value={draft.language}
        onChange={(event) => {
          const language = event.target.value
          change((now) => ({ ...now, language }))
        }}
      >
        {known.map((code) => (
          <option key={code} value={code}>
            {languageName(code)}
          </option>
        ))}
      </Choice>
      <Choice
        name="visibility"
        label="Who can see it"
        value={draft.visibility}
        onChange={(event) => {
          const visibility = visibilities.find((each) => each === event.target.value)
          if (visibility) change((now) => ({ ...now, visibility }))
        }}
      >
        {offered.map((each) => (
          <option key={each} value={each}>
            {visibilityName(each)}
          </option>
        ))}
      </Choice>
      <TextField
        name="contentWarning"
        label="Content warning"
        optional
        value={draft.contentWarning}
        maxLength={500}
        onChange={(event) => {
          const contentWarning = event.target.value
          change((now) => ({ ...now, contentWarning }))
        }}
      />
    </div>
  )
}

/** Only what every chosen channel can do, and what is chosen already. */
function useVisibilities() {
  const { draft, channels } = useDesk()
  const limits = draft.channels.map(
    ({ channelId }) => channels.find(({ id }) => id === channelId)?.limits,
  )
  return visibilities.filter(
    (each) =>
      each === draft.visibility ||
      limits.every((known) => !known || known.visibilities.includes(each)),
  )
}
