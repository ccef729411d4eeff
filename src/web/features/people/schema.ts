import type { ItemOf } from '../../app/api/paths.ts'
import type { components } from '../../app/api-schema.d.ts'

export type Person = components['schemas']['Person']
export type PersonRow = ItemOf<'/people'>
