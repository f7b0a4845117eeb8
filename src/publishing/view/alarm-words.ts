import type { AlarmRow } from '../store/tables.ts'

/** What an alarm means and what to do about it. */
export const alarmSentences: Readonly<Record<AlarmRow['kind'], string>> = {
  overdue:
    'This post should have left more than two minutes ago and has not. Open it to see why, and check that the sender is running.',
  stuck:
    'The program that was getting this post ready stopped. Nothing was sent; another worker takes it up.',
  unconfirmed:
    'The network gave no answer that can be trusted. Crier looks there; if it cannot tell, you are asked.',
  refused: 'The network refused this post. Open it to read why, then correct it or send it again.',
  held: 'This post was held when its time came. Open it to read why, then let it go or withdraw it.',
}
