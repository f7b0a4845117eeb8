import type { ReactNode } from 'react'
import {
  BinIcon,
  CalendarIcon,
  CheckIcon,
  ClockIcon,
  CrossIcon,
  DrillIcon,
  EditIcon,
  type Icon,
  PauseIcon,
  QuestionIcon,
  ReturnIcon,
  SendIcon,
  StopIcon,
  UnlinkIcon,
  WarningIcon,
} from './icons.tsx'
import { When } from './When.tsx'
import './State.css'

export type Tone =
  | 'plain'
  | 'needs'
  | 'refused'
  | 'sent'
  | 'unconfirmed'
  | 'held'
  | 'underway'
  | 'drill'

interface Look {
  word: string
  tone: Tone
  icon: Icon
}

/** One word, one icon, one colour, the same everywhere. */
const states = {
  // a verdict
  allowed: { word: 'Allowed', tone: 'sent', icon: CheckIcon },
  needs: { word: 'Needs', tone: 'needs', icon: WarningIcon },
  refused: { word: 'Refused', tone: 'refused', icon: StopIcon },
  // a post or a delivery
  draft: { word: 'Draft', tone: 'plain', icon: EditIcon },
  submitted: { word: 'Waits for approval', tone: 'needs', icon: ClockIcon },
  returned: { word: 'Returned', tone: 'needs', icon: ReturnIcon },
  approved: { word: 'Approved', tone: 'sent', icon: CheckIcon },
  scheduled: { word: 'Scheduled', tone: 'underway', icon: CalendarIcon },
  due: { word: 'Due', tone: 'underway', icon: ClockIcon },
  sending: { word: 'Sending', tone: 'underway', icon: SendIcon },
  sent: { word: 'Sent', tone: 'sent', icon: CheckIcon },
  unconfirmed: { word: 'Unconfirmed', tone: 'unconfirmed', icon: QuestionIcon },
  held: { word: 'Held', tone: 'held', icon: PauseIcon },
  withdrawn: { word: 'Withdrawn', tone: 'plain', icon: CrossIcon },
  claimed: { word: 'About to leave', tone: 'underway', icon: SendIcon },
  removing: { word: 'Being deleted', tone: 'underway', icon: BinIcon },
  removed: { word: 'Deleted', tone: 'plain', icon: BinIcon },
  discarded: { word: 'Discarded', tone: 'plain', icon: BinIcon },
  // a channel and its connection
  planned: { word: 'Planned', tone: 'plain', icon: ClockIcon },
  paused: { word: 'Paused', tone: 'held', icon: PauseIcon },
  closed: { word: 'Closed', tone: 'plain', icon: CrossIcon },
  none: { word: 'Not connected', tone: 'plain', icon: UnlinkIcon },
  connected: { word: 'Connected', tone: 'sent', icon: CheckIcon },
  checking: { word: 'Being checked', tone: 'underway', icon: ClockIcon },
  'signed-out': { word: 'Signed out', tone: 'refused', icon: UnlinkIcon },
  'missing-right': { word: 'Right missing', tone: 'needs', icon: WarningIcon },
  // a person or an invitation
  active: { word: 'Active', tone: 'sent', icon: CheckIcon },
  suspended: { word: 'Suspended', tone: 'refused', icon: StopIcon },
  left: { word: 'Left', tone: 'plain', icon: CrossIcon },
  waiting: { word: 'Waiting', tone: 'underway', icon: ClockIcon },
  accepted: { word: 'Accepted', tone: 'sent', icon: CheckIcon },
  expired: { word: 'Expired', tone: 'plain', icon: ClockIcon },
  // a rule
  built: { word: 'Built in', tone: 'sent', icon: CheckIcon },
  'not-built': { word: 'Not built yet', tone: 'plain', icon: ClockIcon },
  // practice
  practice: { word: 'Practice', tone: 'drill', icon: DrillIcon },
} as const satisfies Record<string, Look>

export type StateName = keyof typeof states

interface Props {
  is: StateName
  /** Another word for the same state, where the place asks for it. */
  word?: string
  by?: ReactNode
  at?: string | undefined
}

export function State({ is, word, by, at }: Props) {
  const look: Look = states[is]
  const Mark = look.icon
  return (
    <span className="state-line">
      <span className={`state ${look.tone}`}>
        <Mark className="lesser" />
        {word ?? look.word}
      </span>
      {(by || at) && (
        <span className="small soft">
          {by} {at && <When at={at} brief />}
        </span>
      )}
    </span>
  )
}
