import type { components } from '../../app/api-schema.d.ts'

export type Import = components['schemas']['Import']
export type ImportItem = components['schemas']['ImportSummary']
export type ImportMapping = components['schemas']['ImportMapping']
export type ImportProposal = components['schemas']['ImportProposal']
export type ImportResult = components['schemas']['ImportResult']
export type ColumnShape = Import['shape']['columns'][number]

export const isRunning = (run: { status: Import['status'] }) => run.status === 'CHECKING' || run.status === 'APPLYING'
