import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { preferences } from '../session/preferences.ts'
import { signOut, useMe } from '../session/session.ts'
import { type Theme, themes, useTheme } from '../theme.ts'

export const themeIcons: Record<Theme, IconName> = {
  system: 'monitor',
  light: 'sun',
  dark: 'moon',
  sunlight: 'contrast',
}

export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t, i18n } = useTranslation('shell')
  const me = useMe()
  const theme = useTheme()
  return (
    <Menu
      label={t('user.menu', { name: me.name })}
      items={() => [
        { label: t('nav.profile'), icon: 'user', href: '/profile' },
        { label: t('shortcuts.open'), icon: 'keyboard', onSelect: onHelp },
        ...themes.map((option, index) => ({
          label: t(`theme.${option}`),
          icon: themeIcons[option],
          checked: option === theme,
          separated: index === 0,
          onSelect: () => preferences.changeTheme(option),
        })),
        {
          label: t('language.es-CL'),
          icon: 'globe',
          checked: i18n.language === 'es-CL',
          separated: true,
          onSelect: () => void preferences.changeLocale('es-CL'),
        },
        {
          label: t('language.en'),
          icon: 'globe',
          checked: i18n.language === 'en',
          onSelect: () => void preferences.changeLocale('en'),
        },
        { label: t('user.signOut'), icon: 'logout', separated: true, onSelect: () => void signOut() },
      ]}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className="flex min-h-12 cursor-pointer items-center gap-2 rounded-md px-1.5 hover:bg-default md:min-h-9"
        >
          <span
            aria-hidden="true"
            className="grid size-7 place-items-center rounded-full bg-accent text-xs font-semibold text-accent-foreground"
          >
            {initials(me.name)}
          </span>
          <span className="sr-only">{t('user.menu', { name: me.name })}</span>
          <span aria-hidden="true" className="hidden max-w-40 truncate lg:block">
            {me.name}
          </span>
          <Icon name="chevronDown" size={14} className="hidden text-muted lg:block" />
        </button>
      )}
    />
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.at(words.length > 2 ? -2 : -1)]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
