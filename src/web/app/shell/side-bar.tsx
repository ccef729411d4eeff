import { useTranslation } from 'react-i18next'
import { AppLink } from '../../ui/app-link.tsx'
import { cx } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { config } from '../config.ts'
import { useCurrentPlace } from './current-place.ts'
import { useNavigation } from './navigation.ts'

/** On a desk: words; on a tablet: icons with their words under the pointer; on a phone the bottom bar takes over. */
export function SideBar() {
  const { t } = useTranslation('shell')
  const { places } = useNavigation()
  const current = useCurrentPlace()
  return (
    <aside className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col border-r border-border bg-surface md:flex lg:w-52 print:hidden">
      <AppLink
        href="/"
        aria-label={t('toHome', { name: config.appName })}
        className="flex h-13 items-center gap-2.5 px-3.5 lg:px-4"
      >
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <span className="hidden text-base font-semibold tracking-tight lg:block">{config.appName}</span>
      </AppLink>
      <nav aria-label={t('mainNavigation')} className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
        <ul className="grid gap-0.5">
          {places.map(({ key, to, icon }) => (
            <li key={key}>
              <AppLink
                href={to}
                title={t(`nav.${key}`)}
                aria-current={to === current ? 'page' : undefined}
                className={cx(
                  'flex min-h-10 items-center gap-3 rounded-md px-2.5 font-medium lg:min-h-9',
                  to === current
                    ? 'bg-accent-soft text-accent-soft-foreground'
                    : 'text-muted hover:bg-default hover:text-foreground',
                )}
              >
                <Icon name={icon} size={20} className="shrink-0" />
                <span className="sr-only lg:not-sr-only">{t(`nav.${key}`)}</span>
              </AppLink>
            </li>
          ))}
        </ul>
      </nav>
      <p className="hidden px-4 py-3 text-xs text-muted lg:block">{t('version', { version: config.appVersion })}</p>
    </aside>
  )
}
