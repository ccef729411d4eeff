import type { components } from '../../app/api-schema.d.ts'

export type FaultRequest = components['schemas']['FaultRequest']
export type TrackedReport = components['schemas']['TrackedReport']
