import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/session/session.ts'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { PlannerOrders } from './planner-orders.tsx'

/** With the dialogs of every step of an order, which a planner's list does without. */
const MyOrders = lazy(async () => ({ default: (await import('./my-orders.tsx')).MyOrders }))

/** The same address for everyone: what there is to plan, or what there is to do. */
export function OrdersPage() {
  const { t } = useTranslation('workOrders')
  if (useMe().role !== 'OPERATOR') return <PlannerOrders />
  return (
    <Suspense
      fallback={
        <Page title={t('mine.title')}>
          <SkeletonRows />
        </Page>
      }
    >
      <MyOrders />
    </Suspense>
  )
}
