import type { Me } from '../me.ts'
import { KeyIcon, OutIcon, QuestionIcon, ThemeIcon } from '../parts/icons.tsx'
import { Menu } from '../parts/Menu.tsx'
import { signOut } from '../people/sign-in.ts'
import { type Choice, chooseTheme, useTheme } from '../theme/theme.ts'
import type { Overlay } from './Frame.tsx'
import { MenuFace, menuLabel } from './MenuFace.tsx'

const themes: readonly (readonly [Choice, string])[] = [
  ['system', 'Theme of this device'],
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
]

/** Me: what is mine, how the screen looks, the way out. */
export default function MeMenu({ me, open }: { me: Me; open(overlay: Overlay): void }) {
  const theme = useTheme()
  return (
    <Menu
      opened
      label={menuLabel(me)}
      face={<MenuFace me={me} />}
      head={
        <div className="me-head">
          <p>
            <strong>{me.person.name}</strong>
          </p>
          <p className="small soft wrap-anywhere">{me.person.email}</p>
          <p className="small soft">{me.roles.map((role) => role.name).join(', ')}</p>
        </div>
      }
      items={[
        { label: 'Security and sessions', icon: KeyIcon, to: '/security' },
        { label: 'Keyboard shortcuts', icon: QuestionIcon, onChoose: () => open('shortcuts') },
        ...themes.map(([choice, label]) => ({
          label,
          icon: ThemeIcon,
          on: theme === choice,
          onChoose: () => chooseTheme(choice),
        })),
        { label: 'Sign out', icon: OutIcon, onChoose: () => void signOut() },
      ]}
    />
  )
}
