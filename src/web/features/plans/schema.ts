import type { components } from '../../app/api-schema.d.ts'

export type Plan = components['schemas']['MaintenancePlan']
export type PlanItem = components['schemas']['MaintenancePlanItem']
export type PlanUnit = components['schemas']['MaintenancePlanUnit']
export type ExpectedDue = components['schemas']['ExpectedDue']
export type DueItem = components['schemas']['MaintenanceDueItem']
