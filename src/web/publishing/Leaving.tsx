import { useBlocker } from '@tanstack/react-router'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import type { Saver } from './saver.ts'

/** Saves before someone goes elsewhere; asks only where that fails or would change what was approved. */
export function Leaving({ saver, busy }: { saver: Saver; busy: boolean }) {
  const blocker = useBlocker({
    withResolver: true,
    enableBeforeUnload: () => !saver.safe || busy,
    async shouldBlockFn({ current, next }) {
      if (current.pathname === next.pathname) return false
      const state = saver.state()
      const byHand = state.kind === 'unsaved' && state.byHand
      if (!saver.safe && !byHand) await saver.flush()
      return !saver.safe || busy
    },
  })
  if (blocker.status !== 'blocked') return null
  const { proceed, reset } = blocker
  return (
    <Dialog title="Leave without saving?" onClose={reset}>
      <div className="stack">
        <p>
          {busy
            ? 'A picture is still on its way. If you leave now, it does not arrive.'
            : 'What you changed here is not saved. If you leave now, the change is lost.'}
        </p>
        <div className="row">
          <Button kind="primary" onClick={reset}>
            Stay here
          </Button>
          {!busy && (
            <Button
              onClick={() =>
                void saver.flush().then((post) => {
                  if (post) proceed()
                  else reset()
                })
              }
            >
              Save and leave
            </Button>
          )}
          <Button kind="danger" onClick={proceed}>
            Leave
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
