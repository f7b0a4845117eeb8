import type { Control } from '../control.ts'
import { accessSuspension } from './access-suspension.ts'
import { auditTrail } from './audit-trail.ts'
import { channelRegister } from './channel-register.ts'
import { delegatedAuthentication } from './delegated-authentication.ts'
import { officialEmailUse } from './official-email-use.ts'
import { personalDataCheck } from './personal-data-check.ts'
import { postApproval } from './post-approval.ts'
import { postScheduling } from './post-scheduling.ts'
import { prePublishAttestation } from './pre-publish-attestation.ts'
import { tieredAccess } from './tiered-access.ts'

/** Every control that is built, in the order in which a verdict lists its reasons. */
export const controls: readonly Control[] = [
  auditTrail,
  tieredAccess,
  accessSuspension,
  delegatedAuthentication,
  channelRegister,
  personalDataCheck,
  officialEmailUse,
  prePublishAttestation,
  postApproval,
  postScheduling,
]
