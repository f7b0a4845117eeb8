export type Kind = 'email' | 'phone' | 'national-insurance' | 'address' | 'card'

/** A find in the plain text. `value` is its canonical form, for comparing with what is published. */
export interface Found {
  readonly kind: Kind
  readonly value: string
  readonly start: number
  readonly end: number
}
