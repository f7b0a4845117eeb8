import type { z } from 'zod'
import type { directoryRefusal } from './contract.ts'

/** Why single sign-on brought someone back, for the sign-in page. */
export const notices: Readonly<Record<z.output<typeof directoryRefusal>, string>> = {
  'directory-off':
    'Single sign-on is not turned on for this council. Sign in with your address and password, or ask an administrator.',
  'directory-unreachable':
    'The directory of your council does not answer, so you are not signed in. Try again in a few minutes; if it stays so, tell ICT.',
  'directory-refused':
    'The directory of your council did not sign you in. Try again; if it happens again, tell ICT.',
  'directory-expired':
    'Signing in took longer than ten minutes or began in another browser. Start again here.',
  'directory-no-email':
    'The directory of your council did not tell Crier your address, so you are not signed in. Ask ICT to release it to Crier.',
  'directory-no-group':
    'You are in none of the groups that may use Crier, so you are not signed in. Ask your manager to have you added.',
  'directory-address-taken':
    'Your address belongs to an account in Crier that your directory does not vouch for, so you are not signed in. Sign in with your password, or ask an administrator.',
  'directory-suspended':
    'Your access to Crier is suspended or has ended, so you are not signed in. Ask the communications team.',
}
