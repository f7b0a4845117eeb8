import { Combobox, createTheme, MantineProvider } from '@mantine/core'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useTheme } from '../theme/theme.ts'
import '../theme/mantine.css'

const dark = matchMedia('(prefers-color-scheme: dark)')

const theme = createTheme({
  respectReducedMotion: true,
  components: {
    // Inside the page, not at its end: a native dialog stands above anything outside it.
    Combobox: Combobox.extend({
      defaultProps: {
        withinPortal: false,
        shadow: 'none',
        transitionProps: { duration: 0 },
      },
    }),
  },
})

/** The theme has one home, theme.ts; Mantine neither keeps nor changes it. */
const elsewhere = {
  get: () => 'light' as const,
  set() {},
  subscribe() {},
  unsubscribe() {},
  clear() {},
}

/**
 * Around the few controls that a browser has no good one of its own for: lists to search and choose
 * from. Mantine comes with the screen that needs it, never with the first page. Add the style sheet
 * of a further component to theme/mantine.css.
 */
export function MantineScope({ children }: { children: ReactNode }) {
  const choice = useTheme()
  const system = useSyncExternalStore(
    (tell) => {
      dark.addEventListener('change', tell)
      return () => dark.removeEventListener('change', tell)
    },
    () => dark.matches,
  )
  const scheme = choice === 'system' ? (system ? 'dark' : 'light') : choice
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      colorSchemeManager={elsewhere}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  )
}
