import type { components } from '../../app/api-schema.d.ts'

export type Inspection = components['schemas']['Inspection']
export type InspectionItem = components['schemas']['InspectionItem']
export type Checklist = components['schemas']['Checklist']
export type ChecklistItem = components['schemas']['ChecklistItem']
export type Verification = components['schemas']['Verification']
