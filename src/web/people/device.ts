const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]
const named = (list: typeof browsers, text: string) => list.find(([sign]) => sign.test(text))?.[1]

/** "Firefox on Windows", from a browser's description of itself. */
export function deviceName(description: string): string {
  const [browser, system] = [named(browsers, description), named(systems, description)]
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? (description.slice(0, 60) || 'An unknown device')
}
