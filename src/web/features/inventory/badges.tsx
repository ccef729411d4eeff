import { useTranslation } from 'react-i18next'
import type { PurchaseStatus } from '../../../domain/purchase.ts'
import type { StockState } from '../../../domain/stock.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'
import type { StockCount } from './schema.ts'

const states = {
  OUT: ['danger', 'stop'],
  LOW: ['warning', 'warning'],
  REORDER: ['info', 'down'],
  OK: ['success', 'done'],
  NONE: ['neutral', 'minus'],
} as const satisfies Record<StockState, [Tone, IconName]>

const purchases = {
  REQUESTED: ['neutral', 'pending'],
  AWAITING_APPROVAL: ['warning', 'pause'],
  ORDERED: ['info', 'right'],
  PARTIALLY_RECEIVED: ['info', 'import'],
  RECEIVED: ['success', 'check'],
  CLOSED_SHORT: ['neutral', 'lock'],
  CANCELLED: ['neutral', 'cancelled'],
} as const satisfies Record<PurchaseStatus, [Tone, IconName]>

const counts = {
  OPEN: ['info', 'play'],
  POSTED: ['success', 'check'],
  CANCELLED: ['neutral', 'cancelled'],
} as const satisfies Record<StockCount['status'], [Tone, IconName]>

/** Over several warehouses the state is the worst of them: some may be left elsewhere. */
export function StockStateBadge({ state, available = 0 }: { state: StockState; available?: number }) {
  const { t } = useTranslation('inventory')
  const [tone, icon] = states[state]
  return (
    <Badge tone={tone} icon={icon}>
      {state === 'OUT' && available > 0 ? t('outSomewhere') : t(`state.${state}`)}
    </Badge>
  )
}

export function PurchaseStatusBadge({ status }: { status: PurchaseStatus }) {
  const { t } = useTranslation('inventory')
  const [tone, icon] = purchases[status]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`purchaseStatus.${status}`)}
    </Badge>
  )
}

export function CountStatusBadge({ status }: { status: StockCount['status'] }) {
  const { t } = useTranslation('inventory')
  const [tone, icon] = counts[status]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`countStatus.${status}`)}
    </Badge>
  )
}
