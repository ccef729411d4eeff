import type { SystemCode } from '../../../domain/system.ts'
import type { Measure } from './schema.ts'

/** What is studied and with which costs, as the address holds it. */
export interface StudyFilter {
  assetId?: string | undefined
  typeId?: string | undefined
  system?: SystemCode | undefined
  modeId?: string | undefined
  measure?: Measure | undefined
  plannedCost?: number | undefined
  failureCost?: number | undefined
  months?: number | undefined
}
