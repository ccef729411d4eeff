import type { components } from '../../app/api-schema.d.ts'

type Schemas = components['schemas']
export type Budget = Schemas['Budget']
export type BudgetRow = Schemas['BudgetRow']
export type BudgetFigures = Pick<BudgetRow, 'budget' | 'actual' | 'remaining' | 'toDate' | 'projection'>
