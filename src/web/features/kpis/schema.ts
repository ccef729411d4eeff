import type { components } from '../../app/api-schema.d.ts'

type Schemas = components['schemas']
export type Kpi = Schemas['Kpi']
export type KpiRow = Schemas['KpiRow']
export type Report = Schemas['Report']
export type ReportRecord = Schemas['ReportRecord']
export type Planner = Extract<Schemas['Dashboard'], { kind: 'PLANNER' }>
export type Operator = Extract<Schemas['Dashboard'], { kind: 'OPERATOR' }>
