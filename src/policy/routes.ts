import { routes } from '../platform/routes.ts'
import { changeSetting } from './actions/change-setting.ts'
import { choosePacks } from './actions/choose-packs.ts'
import { readClause } from './actions/read-clause.ts'
import { readPolicy } from './actions/read-policy.ts'
import { readSetting } from './actions/read-setting.ts'
import { setContactDetails } from './actions/set-contact-details.ts'
import { policyContract } from './contract.ts'

export const policyRoutes = routes(policyContract, {
  'GET /policy': readPolicy,
  'GET /policy/clauses/:pack/:ref': readClause,
  'GET /policy/settings/:key': readSetting,
  'PUT /policy/packs': choosePacks,
  'PUT /policy/settings/:key': changeSetting,
  'PUT /policy/contact-details': setContactDetails,
})
