import { z } from 'zod'
import { civilDate, optionalText, text, uuid } from '../../../contract/common.ts'
import { serviceLevel } from '../../../contract/plans.ts'
import { meterKinds } from '../../../domain/asset-type.ts'
import { calendarUnits, planModes } from '../../../domain/maintenance-plan.ts'
import { priorities } from '../../../domain/work-order.ts'
import type { Plan } from './schema.ts'

/** The editor's fields: the plan as a person thinks of it, each trigger with a switch of its own. */
export const planFields = z.object({
  name: text(120),
  description: optionalText(5000),
  target: z.enum(['ASSET', 'TYPE']),
  assetId: z.nullable(uuid),
  typeId: z.nullable(uuid),
  siteId: z.nullable(uuid),
  byCalendar: z.boolean(),
  calendarEvery: z.int().min(1).max(1_000),
  calendarUnit: z.enum(calendarUnits),
  byMeter: z.boolean(),
  meterEvery: z.number().min(1).max(1_000_000),
  meterKind: z.enum(meterKinds),
  mode: z.enum(planModes),
  startsOn: civilDate,
  meterStart: z.number().min(0).max(100_000_000),
  tolerance: z.int().min(0).max(50),
  leadDays: z.int().min(0).max(90),
  months: z.array(z.string()),
  workingDays: z.boolean(),
  priority: z.enum(priorities),
  levels: z.array(z.object(serviceLevel.shape)).min(1).max(12),
})
export type PlanFields = z.input<typeof planFields>
export type CheckedFields = z.output<typeof planFields>

export const blankPlan = (today: string, firstLevel: string): PlanFields => ({
  name: '',
  description: null,
  target: 'ASSET',
  ...{ assetId: null, typeId: null, siteId: null },
  ...{ byCalendar: true, calendarEvery: 3, calendarUnit: 'month' },
  ...{ byMeter: false, meterEvery: 250, meterKind: 'HOURS' },
  mode: 'FLOATING',
  startsOn: today,
  meterStart: 0,
  tolerance: 10,
  leadDays: 7,
  months: [],
  workingDays: true,
  priority: 'MEDIUM',
  levels: [{ name: firstLevel, multiple: 1, tasks: [], parts: [] }],
})

export function fieldsOf(plan: Plan): PlanFields {
  const { name, description, asset, type, site, calendar, meter, mode, startsOn, meterStart } = plan
  const { tolerance, leadDays, months, workingDays, priority, levels } = plan
  return {
    ...{ name, description, mode, startsOn, meterStart, tolerance, leadDays, workingDays, priority },
    levels: levels.map((level) => ({
      ...level,
      parts: level.parts.map(({ part, quantity }) => ({ partId: part.id, quantity })),
    })),
    target: asset ? 'ASSET' : 'TYPE',
    assetId: asset?.id ?? null,
    typeId: type?.id ?? null,
    siteId: site?.id ?? null,
    byCalendar: calendar !== null,
    calendarEvery: calendar?.every ?? 3,
    calendarUnit: calendar?.unit ?? 'month',
    byMeter: meter !== null,
    meterEvery: meter?.every ?? 250,
    meterKind: meter?.kind ?? 'HOURS',
    months: months.map(String),
  }
}

/** What the API takes as the rule of a plan. */
export function ruleOf(fields: CheckedFields) {
  const { name, description, mode, startsOn, meterStart, tolerance, leadDays, workingDays, priority, levels } = fields
  return {
    ...{ name, description, mode, startsOn, meterStart, tolerance, leadDays, workingDays, priority, levels },
    calendar: fields.byCalendar ? { every: fields.calendarEvery, unit: fields.calendarUnit } : null,
    meter: fields.byMeter ? { every: fields.meterEvery, kind: fields.meterKind } : null,
    months: fields.months.map(Number),
  }
}

export function targetOf({ target, assetId, typeId, siteId }: CheckedFields) {
  return target === 'ASSET' ? { assetId } : { typeId, siteId }
}
