/** How the packs are called in a chip; the library gives the full title. */
const packs: Record<string, string> = {
  crier: 'Crier',
  'hr-policy': 'HR policy',
}

/** "st-helens:3.2" as "St Helens 3.2". */
export function clauseName(clause: string): string {
  const [pack = '', ref = ''] = clause.split(/:(.*)/s)
  const known =
    packs[pack] ??
    pack
      .split('-')
      .map((w) => w.charAt(0).toUpperCase() + w.slice(1))
      .join(' ')
  // The house's own clauses are named in words instead of numbers.
  return `${known} ${/\d/.test(ref) ? ref : ref.replaceAll('-', ' ')}`.trim()
}
