import { use } from 'react'
import { Button } from '../parts/Button.tsx'
import { clock } from '../parts/time.ts'
import { Zone } from '../parts/When.tsx'
import type { Saver, Saving } from './saver.ts'

/** Whether what is on the screen is on record. */
export function SavedWord({ saving, saver }: { saving: Saving; saver: Saver }) {
  const zone = use(Zone)
  const failed = saving.kind === 'failed'
  return (
    <div className="row saved-word">
      <p role={failed ? 'alert' : 'status'} className={failed ? 'small field-error' : 'small soft'}>
        {words(saving, zone, saver)}
      </p>
      {(saving.kind === 'failed' || (saving.kind === 'unsaved' && saving.byHand)) && (
        <Button kind="quiet" onClick={() => void saver.flush()}>
          {failed ? 'Try again' : 'Save as a new version'}
        </Button>
      )}
    </div>
  )
}

function words(saving: Saving, zone: string, saver: Saver): string {
  if (saving.kind === 'saving') return 'Saving'
  if (saving.kind === 'failed') return `Not saved. ${saving.problem.message}`
  if (saving.kind === 'conflict') return 'Not saved: someone saved a newer version'
  if (saving.kind === 'unsaved') return saving.byHand ? 'Not saved' : 'Not saved yet'
  if (saving.at) return `Saved at ${clock(saving.at, zone)}`
  return saver.post() ? 'Saved' : 'Nothing to save yet'
}
