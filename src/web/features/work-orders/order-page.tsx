import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { PriorityBadge, WorkOrderStatusBadge } from '../../ui/status-badge.tsx'
import { OrderActions } from './actions/order-actions.tsx'
import { OrderParts } from './parts/order-parts.tsx'
import type { WorkOrder } from './schema.ts'

const useOrder = (id: string) => query.useQuery('get', '/work-orders/{id}', { params: { path: { id } } })

export function OrderPage() {
  const { t } = useTranslation('workOrders')
  const { id = '' } = useParams({ strict: false })
  const order = useOrder(id)
  return (
    <Loaded
      query={order}
      skeleton={
        <Page title={t('order.loading')}>
          <SkeletonForm />
        </Page>
      }
    >
      {(found) => (
        <Page
          title={`${found.number} · ${found.title}`}
          mark={<Marks order={found} />}
          lead={<Lead order={found} />}
          breadcrumbs={[{ label: t('list.title'), href: '/work-orders' }]}
          actions={<OrderActions order={found} />}
        >
          <OrderParts order={found} />
        </Page>
      )}
    </Loaded>
  )
}

/** The same order in the pane beside the list. */
export function OrderPane({ id }: { id: string }) {
  const order = useOrder(id)
  return (
    <Loaded query={order} skeleton={<SkeletonForm />}>
      {(found) => (
        <article className="p-4" aria-label={found.number}>
          <header className="mb-4 grid gap-2">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="text-lg leading-tight font-semibold">
                <AppLink href={`/work-orders/${found.id}`} className="hover:underline">
                  {`${found.number} · ${found.title}`}
                </AppLink>
              </h2>
              <Marks order={found} />
            </div>
            <Lead order={found} />
            <div className="flex flex-wrap gap-2">
              <OrderActions order={found} />
            </div>
          </header>
          <OrderParts order={found} narrow />
        </article>
      )}
    </Loaded>
  )
}

function Marks({ order }: { order: WorkOrder }) {
  const { t } = useTranslation(['workOrders', 'terms'])
  return (
    <>
      <WorkOrderStatusBadge status={order.status} />
      <PriorityBadge priority={order.priority} />
      {order.holdReason && <span className="text-sm text-muted">{t(`terms:holdReason.${order.holdReason}`)}</span>}
      {order.awaitsApproval && <span className="text-sm text-muted">{t('awaitsApproval')}</span>}
    </>
  )
}

function Lead({ order }: { order: WorkOrder }) {
  const { t } = useTranslation(['workOrders', 'terms'])
  return (
    <p>
      <AppLink href={`/assets/${order.asset.id}`} className="link font-medium">
        {`${order.asset.code} · ${order.asset.name}`}
      </AppLink>
      {` · ${t(`terms:assetStatus.${order.asset.status}`)} · ${order.site.name}`}
    </p>
  )
}
