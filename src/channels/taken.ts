import { refuse } from '../platform/refusal.ts'

export const nameTaken = () =>
  refuse.conflict('Another channel has this name. Choose a name that tells them apart.', {
    fields: { name: 'This name is taken.' },
  })
