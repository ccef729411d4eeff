import type { DeliveryChannel } from '../../domain/notice.ts'
import type { StockState } from '../../domain/stock.ts'
import type { SystemAlertKind } from '../../domain/system-alert.ts'
import type { Actor } from './actor.ts'

export interface SystemAlert {
  kind: SystemAlertKind
  /** What was measured, or why something failed. */
  value: string
  since: string
}

/** What happens in Faena that something else follows from, with what the listeners are told. */
export interface EventPayloads {
  'asset.changed': { id: string }
  'asset.statusChanged': { id: string }
  'meter.recorded': { id: string; assetId: string }
  'workOrder.changed': { id: string; assetId: string }
  'workOrder.completed': { id: string; assetId: string }
  /** `by`: who assigned it, told nothing that they do not know. */
  'workOrder.assigned': { id: string; assigneeId: string; by: string | null }
  'workOrder.reopened': { id: string; by: string | null }
  /** A plan came due and opened an order. */
  'plan.due': { id: string; workOrderId: string }
  'inspection.submitted': { id: string; assetId: string }
  /** The unit may not work until somebody has seen to it. */
  'inspection.criticalFailure': { id: string; assetId: string; workOrderId: string }
  'document.changed': { id: string; assetId?: string; personId?: string }
  /** A critical or other document runs out in `days` days or less. */
  'document.expiring': { id: string; days: number }
  'faultRequest.submitted': { id: string; assetId: string }
  'faultRequest.triaged': { id: string; assetId: string }
  'stock.low': { partId: string; siteId: string; state: StockState }
  'backup.requested': Record<string, never>
  'backup.drillRequested': { id: string }
  /** The installation itself needs an administrator. */
  'system.alert': SystemAlert
  'import.requested': { id: string; step: 'check' | 'apply'; skipRefused: boolean; actor: Actor }
  'import.finished': { id: string }
  /** Messages to webhooks wait, and may go out now. */
  'webhook.queued': Record<string, never>
  'prediction.trainingRequested': { id: string }
  /** A part of a day's units is to be predicted. */
  'prediction.batchRequested': { id: string }
  'prediction.runFinished': { id: string }
  /** A unit is at high risk, or is what the alert budget has room for. */
  'prediction.highRisk': { id: string; assetId: string }
  /** A training failed, or the file of a model cannot be used any more. */
  'model.failed': { id: string; code: string }
  /** A job of the queue has failed for the last time. */
  'job.failed': { id: string; queue: string }
  /** Deliveries of this channel wait, and may go out now. */
  'delivery.queued': { channel: DeliveryChannel }
  'mail.queued': Record<string, never>
  'model.drifted': { id: string }
}

export type EventName = keyof EventPayloads
export type EventPayload<N extends EventName> = EventPayloads[N]
