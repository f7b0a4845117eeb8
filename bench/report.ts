/** One measured number. */
export interface Figure {
  readonly id: string
  readonly value: number
  readonly unit: string
  /** Such as `≤ 1.6`, or the bare number where the direction is plain. */
  readonly aim: string | number
  /** Whether the aim is met. */
  readonly ok: boolean
  /** What was measured beside it in the same run, in words or in the same unit. */
  readonly baseline: string | number
}

/** What each file in this folder exports. */
export interface Bench {
  /** The figures that it makes; without it, all of them are measured to find one. */
  readonly ids?: readonly string[]
  figures(): Promise<readonly Figure[]>
}

/** Four digits are as many as a measurement bears. */
const rounded = (value: number) => Number(value.toPrecision(4))

export function asJson({ id, value, unit, aim, ok, baseline }: Figure): string {
  return JSON.stringify({ id, value: rounded(value), unit, aim, ok, baseline })
}

export function asText({ id, value, unit, aim, ok, baseline }: Figure): string {
  const number = rounded(value).toLocaleString('en-GB', { maximumFractionDigits: 3 })
  const verdict = ok ? 'ok    ' : 'MISSED'
  return `${verdict} ${id.padEnd(15)} ${number} ${unit} (aim ${aim}, beside ${baseline})`
}
