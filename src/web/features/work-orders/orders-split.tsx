import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/list/data-table.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { SplitView } from '../../ui/split-view.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { pageOfOrders } from './first-read.ts'
import { NoOrders } from './no-orders.tsx'
import { useOrderColumns } from './order-columns.tsx'
import { ordersHref, useOrdersSearch } from './orders-search.ts'

const OrderPane = lazy(async () => ({ default: (await import('./order-page.tsx')).OrderPane }))

/** The list with the order one is looking at beside it; on a phone one of the two. */
export function OrdersSplit() {
  const { t } = useTranslation('workOrders')
  const { search, filter, open, setSearch } = useOrdersSearch()
  const orders = useInfinite('/work-orders', { ...filter, limit: pageOfOrders })
  const close = useBackToList(open, () => setSearch({ open: undefined }))
  return (
    <SplitView
      list={
        <DataTable
          label={t('list.title')}
          name="workOrdersSplit"
          query={orders}
          columns={useOrderColumns()}
          rowHref={({ id }) => ordersHref({ ...search, open: id })}
          isCurrent={({ id }) => id === open}
          empty={<NoOrders />}
        />
      }
      detail={
        open ? (
          <>
            <Button className="m-2 lg:hidden" icon="chevronLeft" onClick={close}>
              {t('list.back')}
            </Button>
            <Suspense fallback={<SkeletonForm />}>
              <OrderPane key={open} id={open} />
            </Suspense>
          </>
        ) : null
      }
      nothing={<EmptyState icon="orders">{t('list.choose')}</EmptyState>}
    />
  )
}

/** Closes the order by going back to where the list was left, when that was the step before; else by `clear`. */
function useBackToList(open: string | undefined, clear: () => void) {
  const { history } = useRouter()
  const left = useRef<number>(null)
  useEffect(() => {
    if (!open) left.current = history.location.state.__TSR_index
  }, [open, history])
  return () => {
    if (left.current === history.location.state.__TSR_index - 1) history.back()
    else clear()
  }
}
