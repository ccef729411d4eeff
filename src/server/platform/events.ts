import type { StockState } from '../../domain/stock.ts'
import type { Actor } from './actor.ts'

/** What happens in Faena that something else follows from, with what the listeners are told. */
export interface EventPayloads {
  'asset.changed': { id: string }
  'asset.statusChanged': { id: string }
  'meter.recorded': { id: string; assetId: string }
  'workOrder.changed': { id: string; assetId: string }
  'workOrder.completed': { id: string; assetId: string }
  'inspection.submitted': { id: string; assetId: string }
  /** The unit may not work until somebody has seen to it. */
  'inspection.criticalFailure': { id: string; assetId: string; workOrderId: string }
  'document.changed': { id: string; assetId?: string; personId?: string }
  /** A critical or other document runs out in `days` days or less. */
  'document.expiring': { id: string; days: number }
  'faultRequest.submitted': { id: string; assetId: string }
  'faultRequest.triaged': { id: string; assetId: string }
  'stock.low': { partId: string; siteId: string; state: StockState }
  'import.requested': { id: string; step: 'check' | 'apply'; skipRefused: boolean; actor: Actor }
  'import.finished': { id: string }
  'prediction.trainingRequested': { id: string }
  /** A part of a day's units is to be predicted. */
  'prediction.batchRequested': { id: string }
  'prediction.runFinished': { id: string }
  /** A unit is at high risk, or is what the alert budget has room for. */
  'prediction.highRisk': { id: string; assetId: string }
  /** A training failed, or the file of a model cannot be used any more. */
  'model.failed': { id: string; code: string }
  'model.drifted': { id: string }
}

export type EventName = keyof EventPayloads
export type EventPayload<N extends EventName> = EventPayloads[N]
