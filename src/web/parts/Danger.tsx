import { later } from './later.tsx'

/** Asks before anything that hurts. It comes when it is first needed: most visits hurt nothing. */
export const Danger = later(() => import('./DangerDialog.tsx'))
