import type { ImportMapping, ImportResult } from '../../../contract/imports.ts'
import type { RowErrorCode } from '../../../contract/refusals/imports.ts'
import type { Criticality } from '../../../domain/asset.ts'
import type { MeterKind } from '../../../domain/asset-type.ts'
import type { SystemCode } from '../../../domain/system.ts'
import type { Priority, WorkOrderStatus } from '../../../domain/work-order.ts'
import type { References } from './references.ts'
import type { RowError } from './row-values.ts'
import type { NewAsset } from './unit-of-row.ts'

/** An order ready to be written; units and types by code, instants ISO, money in minor units. */
export interface PreparedOrder {
  line: number
  asset: string
  type: string
  /** Civil year of the report: the year of its number. */
  year: number
  title: string
  description: string | null
  status: WorkOrderStatus
  priority: Priority
  system: SystemCode | null
  reportedAt: string
  startedAt: string | null
  completedAt: string | null
  cancelledAt: string | null
  hoursWorked: number
  cost: number
}

export interface PreparedAsset extends NewAsset {
  name: string
  make: string | null
  model: string | null
  year: number | null
  serialNumber: string | null
  plate: string | null
  criticality: Criticality
  commissionedOn: string | null
  notes: string | null
  /** Since when the unit is known to have been in service. */
  since: string
}

export interface PreparedReading {
  asset: string
  meter: MeterKind
  at: string
  value: number
  offset: number
  note: string | null
}

/** A whole file, read and judged: what would be created, what is refused and why. */
export interface Prepared {
  orders: PreparedOrder[]
  assets: PreparedAsset[]
  readings: PreparedReading[]
  errors: RowError[]
  /** Readings the units had when the file's were admitted among them. */
  readingsBefore: number
  result: Omit<ImportResult, 'errors'> & { errors: { code: RowErrorCode; column: string | null; count: number }[] }
}

export interface Setting {
  mapping: ImportMapping
  references: References
  /** ISO 8601. */
  now: string
  zone: string
  /** Decimals of the company's currency. */
  currencyDigits: number
  /** The line of a description that keeps the number an order had in the other system. */
  referenceLine(number: string): string
}
