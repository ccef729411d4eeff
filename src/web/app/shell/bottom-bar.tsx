import { useTranslation } from 'react-i18next'
import { AppLink } from '../../ui/app-link.tsx'
import { cx } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { useMe } from '../session/session.ts'
import { useCurrentPlace } from './current-place.ts'
import { type NavKey, profileEntry, useNavigation } from './navigation.ts'

export function BottomBar() {
  const { t } = useTranslation('shell')
  const { bottomPlaces } = useNavigation()
  const { role } = useMe()
  const current = useCurrentPlace()
  const word = (key: NavKey) => (role === 'OPERATOR' && key === 'workOrders' ? t('nav.myOrders') : t(`nav.${key}`))
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {[...bottomPlaces, profileEntry].map(({ key, to, icon }) => (
          <li key={key}>
            <AppLink
              href={to}
              aria-current={to === current ? 'page' : undefined}
              className={cx(
                'flex h-16 flex-col items-center justify-center gap-0.5 px-1 text-center text-xs leading-tight font-medium',
                to === current ? 'text-accent-soft-foreground' : 'text-muted',
              )}
            >
              <span className={cx('rounded-full px-4 py-0.5', to === current && 'bg-accent-soft')}>
                <Icon name={icon} size={22} />
              </span>
              {word(key)}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
