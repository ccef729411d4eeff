import type { components } from '../../app/api-schema.d.ts'

type Schemas = components['schemas']
export type SavedReport = Schemas['SavedReport']
