import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openStatuses } from '../../../domain/work-order.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { config } from '../../app/config.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { cx } from '../../ui/class-names.ts'
import { civilToday } from '../../ui/form/civil-time.ts'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { plusDays } from './days.ts'
import { filterText, type OrdersFilter, ordersHref, useOrdersSearch } from './orders-search.ts'

const SaveViewDialog = lazy(async () => ({ default: (await import('./save-view-dialog.tsx')).SaveViewDialog }))

const open = openStatuses.join(',')

/** What a planner asks every morning. */
function givenViews(today: string) {
  return [
    ['today', { status: open, scheduledFrom: today, scheduledTo: today, sort: '-priority' }],
    ['overdue', { overdue: 'true', sort: 'dueAt' }],
    ['unassigned', { status: open, assigneeId: 'none', sort: '-priority' }],
    ['parts', { holdReason: 'PARTS', sort: 'dueAt' }],
    ['pm14', { status: open, category: 'PREVENTIVE', dueTo: plusDays(today, 14), sort: 'dueAt' }],
    ['down', { unitDown: 'true', sort: '-priority' }],
  ] as const satisfies readonly (readonly [string, OrdersFilter])[]
}

/** One press to a filter: those everyone has, and one's own. */
export function SavedViews() {
  const { t } = useTranslation('workOrders')
  const { view, filter } = useOrdersSearch()
  const { data } = query.useQuery('get', '/saved-views', {}, { staleTime: 60_000 })
  const current = filterText(filter)
  const given = givenViews(civilToday(config.timeZone)).map(([key, wanted]) => ({
    id: key,
    name: t(`saved.${key}`),
    filter: filterText(wanted),
  }))
  return (
    <nav aria-label={t('saved.label')} className="-mx-4 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:px-0">
      <ul className="flex min-w-max items-center gap-1.5 p-0.5">
        <ViewLink name={t('saved.all')} href={ordersHref({ view })} current={current === ''} />
        {[...given, ...(data?.items ?? [])].map((saved) => (
          <ViewLink
            key={saved.id}
            name={saved.name}
            href={`/work-orders?${new URLSearchParams([...new URLSearchParams(saved.filter), ['view', view]])}`}
            current={current === saved.filter}
          />
        ))}
        <li>
          <OwnViews own={data?.items ?? []} filter={current} />
        </li>
      </ul>
    </nav>
  )
}

function ViewLink({ name, href, current }: { name: string; href: string; current: boolean }) {
  return (
    <li>
      <AppLink
        href={href}
        aria-current={current ? 'true' : undefined}
        className={cx(
          'flex min-h-12 items-center rounded-full border px-3 text-sm font-medium md:min-h-8',
          current
            ? 'border-accent bg-accent-soft text-accent-soft-foreground'
            : 'border-border bg-surface text-muted hover:text-foreground',
        )}
      >
        {name}
      </AppLink>
    </li>
  )
}

function OwnViews({ own, filter }: { own: readonly { id: string; name: string }[]; filter: string }) {
  const { t } = useTranslation('workOrders')
  const [saving, setSaving] = useState(false)
  const remove = useSend('delete', '/saved-views/{id}', {
    invalidates: ['/saved-views'],
    onSuccess: () => toast(t('saved.removed')),
  })
  return (
    <>
      <Menu
        label={t('saved.manage')}
        items={[
          { label: t('saved.save'), icon: 'plus', onSelect: () => setSaving(true) },
          ...own.map(({ id, name }) => ({
            label: t('saved.remove', { name }),
            icon: 'trash' as const,
            danger: true,
            onSelect: () => remove.mutate({ params: { path: { id } } }),
          })),
        ]}
      />
      <Suspense>{saving && <SaveViewDialog filter={filter} onClose={() => setSaving(false)} />}</Suspense>
    </>
  )
}
