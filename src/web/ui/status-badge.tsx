import { useTranslation } from 'react-i18next'
import type { AssetStatus } from '../../domain/asset.ts'
import type { Priority, WorkOrderStatus } from '../../domain/work-order.ts'
import { Badge, type Tone } from './badge.tsx'
import type { IconName } from './icon.tsx'

const workOrder = {
  PENDING: ['neutral', 'pending'],
  IN_PROGRESS: ['info', 'play'],
  ON_HOLD: ['warning', 'pause'],
  COMPLETED: ['success', 'check'],
  CLOSED: ['neutral', 'lock'],
  CANCELLED: ['neutral', 'cancelled'],
} as const satisfies Record<WorkOrderStatus, [Tone, IconName]>

const asset = {
  OPERATING: ['success', 'done'],
  STOPPED: ['danger', 'stop'],
  IN_MAINTENANCE: ['warning', 'wrench'],
  OUT_OF_SERVICE: ['neutral', 'cancelled'],
} as const satisfies Record<AssetStatus, [Tone, IconName]>

const priority = {
  LOW: ['neutral', 'down'],
  MEDIUM: ['info', 'equals'],
  HIGH: ['warning', 'up'],
  URGENT: ['danger', 'flame'],
} as const satisfies Record<Priority, [Tone, IconName]>

export function WorkOrderStatusBadge({ status }: { status: WorkOrderStatus }) {
  const { t } = useTranslation('terms')
  const [tone, icon] = workOrder[status]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`workOrderStatus.${status}`)}
    </Badge>
  )
}

export function AssetStatusBadge({ status }: { status: AssetStatus }) {
  const { t } = useTranslation('terms')
  const [tone, icon] = asset[status]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`assetStatus.${status}`)}
    </Badge>
  )
}

export function PriorityBadge({ priority: value }: { priority: Priority }) {
  const { t } = useTranslation('terms')
  const [tone, icon] = priority[value]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`priority.${value}`)}
    </Badge>
  )
}
