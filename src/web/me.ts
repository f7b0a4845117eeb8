import { useSuspenseQuery } from '@tanstack/react-query'
import { question } from './ask.ts'
import type { Reply } from './contracts.ts'

export type Me = Reply<'GET /me'>

/** Who is signed in. The frame asks for it before any page inside is shown. */
export const meQuestion = question(
  'GET /me',
  {},
  { about: ['person', 'council', 'suspension', 'lockdown'] },
)

export const useMe = (): Me => useSuspenseQuery(meQuestion).data
