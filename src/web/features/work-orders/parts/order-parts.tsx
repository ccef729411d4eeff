import { useTranslation } from 'react-i18next'
import { useCan } from '../../../app/session/session.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OrderPartsSection } from '../../inventory/order-parts-section.tsx'
import { OrderOutcome } from '../../predictions/order-outcome.tsx'
import type { WorkOrder } from '../schema.ts'
import { CommentsSection } from './comments-section.tsx'
import { CostSection } from './cost-section.tsx'
import { FactsSection } from './facts-section.tsx'
import { HistorySection } from './history-section.tsx'
import { LabourSection } from './labour-section.tsx'
import { OutcomeSection } from './outcome-section.tsx'
import { PhotosSection } from './photos-section.tsx'
import { TasksSection } from './tasks-section.tsx'

/** Everything recorded about an order; in one column where there is room for one. */
export function OrderParts({ order, narrow }: { order: WorkOrder; narrow?: boolean }) {
  const may = useCan()
  return (
    <>
      <Standing order={order} />
      <div className={cx('grid grid-cols-[minmax(0,1fr)] items-start gap-4', !narrow && 'lg:grid-cols-[3fr_2fr]')}>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <FactsSection order={order} />
          <TasksSection order={order} />
          <OrderPartsSection order={{ id: order.id, assetTypeId: order.asset.typeId, siteId: order.site.id }} />
          <LabourSection order={order} />
          <PhotosSection order={order} />
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <OrderOutcome order={order} />
          <OutcomeSection order={order} />
          {may('workOrder.recordCost') && <CostSection order={order} />}
          <CommentsSection order={order} />
          <HistorySection order={order} />
        </div>
      </div>
    </>
  )
}

/** What one has to know before anything else. */
function Standing({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  if (order.duplicateOf) {
    return (
      <div className="mb-4">
        <Notice tone="info">
          {t('order.duplicateOf')}{' '}
          <AppLink href={`/work-orders/${order.duplicateOf.id}`} className="link">
            {order.duplicateOf.number}
          </AppLink>
          {order.statusReason && `: ${order.statusReason}`}
        </Notice>
      </div>
    )
  }
  if (order.statusReason) {
    return (
      <div className="mb-4">
        <Notice tone={order.status === 'ON_HOLD' ? 'warning' : 'info'}>{order.statusReason}</Notice>
      </div>
    )
  }
  if (order.status === 'IN_PROGRESS' && order.missing.length > 0) {
    return (
      <div className="mb-4">
        <Notice tone="info">
          {t('order.missing', { fields: order.missing.map((field) => t(`missing.${field}`)).join(', ') })}
        </Notice>
      </div>
    )
  }
  return null
}
