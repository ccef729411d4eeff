/** `%` values run from 0 to 100, `/y` is times a year; money is in minor units of the company's currency. */
export type KpiUnit = 'h' | '%' | 'n' | 'weeks' | 'money' | 'money/h' | 'money/km' | 'd' | '/y'

export type KpiDefinition = {
  readonly unit: KpiUnit
  readonly decimals: number
  /** `NONE`: neither is good by itself, as for a count of hours. */
  readonly better: 'HIGHER' | 'LOWER' | 'NONE'
}

/** Every KPI of assets, their status, meters and orders, and of the stock. Names and definitions are `kpi.<id>.name|definition` of the catalogues. */
export const kpiCatalogue = {
  uptime: { unit: 'h', decimals: 1, better: 'HIGHER' },
  downtime: { unit: 'h', decimals: 1, better: 'LOWER' },
  availability: { unit: '%', decimals: 1, better: 'HIGHER' },
  availability_inherent: { unit: '%', decimals: 1, better: 'HIGHER' },
  failures: { unit: 'n', decimals: 0, better: 'LOWER' },
  mtbf: { unit: 'h', decimals: 1, better: 'HIGHER' },
  mttr: { unit: 'h', decimals: 1, better: 'LOWER' },
  mdt: { unit: 'h', decimals: 1, better: 'LOWER' },
  response_time: { unit: 'h', decimals: 1, better: 'LOWER' },
  response_time_p90: { unit: 'h', decimals: 1, better: 'LOWER' },
  pm_compliance: { unit: '%', decimals: 1, better: 'HIGHER' },
  schedule_compliance: { unit: '%', decimals: 1, better: 'HIGHER' },
  planned_ratio: { unit: '%', decimals: 1, better: 'HIGHER' },
  reactive_ratio: { unit: '%', decimals: 1, better: 'LOWER' },
  backlog_ready: { unit: 'weeks', decimals: 1, better: 'NONE' },
  backlog_total: { unit: 'weeks', decimals: 1, better: 'LOWER' },
  rework: { unit: '%', decimals: 1, better: 'LOWER' },
  cost: { unit: 'money', decimals: 0, better: 'LOWER' },
  cost_per_hour: { unit: 'money/h', decimals: 0, better: 'LOWER' },
  cost_per_km: { unit: 'money/km', decimals: 0, better: 'LOWER' },
  mean_order_age: { unit: 'd', decimals: 1, better: 'LOWER' },
  stock_turns: { unit: '/y', decimals: 1, better: 'HIGHER' },
  stockouts: { unit: 'n', decimals: 0, better: 'LOWER' },
  stock_accuracy: { unit: '%', decimals: 1, better: 'HIGHER' },
  utilisation: { unit: '%', decimals: 1, better: 'HIGHER' },
  oee: { unit: '%', decimals: 1, better: 'HIGHER' },
  coded_failures: { unit: '%', decimals: 1, better: 'HIGHER' },
} as const satisfies Record<string, KpiDefinition>

export type KpiId = keyof typeof kpiCatalogue
export const kpiIds = Object.keys(kpiCatalogue) as KpiId[]
