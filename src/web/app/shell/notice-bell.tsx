import { useTranslation } from 'react-i18next'
import { AppLink } from '../../ui/app-link.tsx'
import { cx } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { query } from '../api/client.ts'

/** How many notices wait; live messages keep it right, and a slow look now and then where they do not come. */
export function NoticeBell() {
  const { t } = useTranslation('shell')
  const { data } = query.useQuery('get', '/notices/summary', {}, { refetchInterval: 120_000 })
  const { unread = 0, critical = 0 } = data ?? {}
  const label = [t('notices.open'), unread > 0 && t('notices.unread', { count: unread })].filter(Boolean).join(', ')
  return (
    <AppLink
      href="/notices"
      aria-label={label}
      title={label}
      className="relative grid size-12 shrink-0 place-items-center rounded-md hover:bg-default md:size-9"
    >
      <Icon name="bell" size={20} />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className={cx(
            'absolute top-1 right-0.5 min-w-4.5 rounded-full px-1 text-center text-[0.6875rem] leading-4.5 font-semibold md:-top-0.5 md:-right-0.5',
            critical > 0 ? 'bg-danger text-danger-foreground' : 'bg-accent text-accent-foreground',
          )}
        >
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </AppLink>
  )
}
