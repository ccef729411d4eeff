import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/keyboard/shortcuts.ts'
import { useAction } from '../../app/shell/actions.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { ExportMenu } from './export-menu.tsx'
import { type OrderView, orderViews, useOrdersSearch } from './orders-search.ts'
import { OrdersSplit } from './orders-split.tsx'
import { SavedViews } from './saved-views.tsx'
import { useFilterFields } from './use-filter-fields.ts'

/** The list comes with the page; the others bring dialogs and grids of their own, for whoever looks at them. */
const views: Record<OrderView, ComponentType> = {
  list: OrdersSplit,
  table: lazy(async () => ({ default: (await import('./orders-table.tsx')).OrdersTable })),
  board: lazy(async () => ({ default: (await import('./board/orders-board.tsx')).OrdersBoard })),
  calendar: lazy(async () => ({ default: (await import('./calendar/orders-calendar.tsx')).OrdersCalendar })),
  workload: lazy(async () => ({ default: (await import('./workload.tsx')).OrdersWorkload })),
}
const icons = { list: 'split', table: 'list', board: 'board', calendar: 'calendar', workload: 'users' } as const
/** The second key after `v`. */
const keys: Record<OrderView, string> = { list: 'l', table: 't', board: 'b', calendar: 'c', workload: 'w' }

/** The orders of a planner: five ways of looking at one filter. */
export function PlannerOrders() {
  const { t } = useTranslation('workOrders')
  const navigate = useNavigate()
  const { search, view, setSearch } = useOrdersSearch()
  const fields = useFilterFields()
  const add = () => void navigate({ to: '/work-orders/new' as never })
  useAction({ label: t('list.add'), icon: 'plus', run: add })
  useShortcuts([
    { keys: 'n', label: t('list.add'), run: add },
    ...orderViews.map((name) => ({
      keys: `v ${keys[name]}`,
      label: t(`view.${name}`),
      run: () => setSearch({ view: name }),
    })),
  ])
  const View = views[view]

  return (
    <Page
      title={t('list.title')}
      fill
      mark={
        <Segments
          label={t('view.label')}
          quiet
          terse
          value={view}
          onChange={(name) => setSearch({ view: name })}
          options={orderViews.map((name) => ({ value: name, label: t(`view.${name}`), icon: icons[name] }))}
        />
      }
      actions={
        <>
          <ExportMenu />
          <LinkButton href="/work-orders/new" variant="primary" icon="plus">
            {t('list.add')}
          </LinkButton>
        </>
      }
    >
      <SavedViews />
      <FilterBar fields={fields} value={search} onChange={setSearch} />
      <Suspense
        fallback={
          <div className="card min-h-0 flex-1">
            <SkeletonRows />
          </div>
        }
      >
        <View />
      </Suspense>
    </Page>
  )
}
