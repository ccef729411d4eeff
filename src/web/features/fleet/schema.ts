import type { components } from '../../app/api-schema.d.ts'

export type Asset = components['schemas']['Asset']
export type AssetItem = components['schemas']['AssetItem']
export type MeterState = components['schemas']['MeterState']
export type Reading = components['schemas']['Reading']
export type StoredFile = components['schemas']['StoredFile']
export type TimelineEvent = components['schemas']['TimelineItem']
export type AssetSummary = components['schemas']['AssetSummary']
