import { z } from 'zod'
import { levels } from './levels.ts'
import { roleIds } from './roles.ts'

export { instant } from '../platform/fields.ts'

/** Fields that several requests share. */
export const email = z.email().max(254)
export const personName = z.string().trim().min(1).max(120)
export const reason = z.string().trim().min(3).max(2000)
export const password = z.string().max(1024)
export const secret = z.string().min(1).max(200)
export const nation = z.enum(['E', 'W', 'S', 'NI'])
export const slug = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/)
export const secondFactorFor = z.enum(['nobody', 'administrators', 'everyone'])

export const roleId = z.enum(roleIds)
export const level = z.enum(levels)
export const personStatus = z.enum(['active', 'left'])
