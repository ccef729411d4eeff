import { z } from 'zod'
import { meterKinds } from '../domain/asset-type.ts'
import { calendarUnits, planModes } from '../domain/maintenance-plan.ts'
import { priorities } from '../domain/work-order.ts'
import { civilDate, codedReference, instant, optionalText, page, pageQuery, reference, text, uuid } from './common.ts'
import { partReference, quantity } from './inventory.ts'

const calendarInterval = z.strictObject({ every: z.int().min(1).max(1_000), unit: z.enum(calendarUnits) })
const meterInterval = z.strictObject({
  every: z.number().min(1).max(1_000_000).multipleOf(0.1),
  kind: z.enum(meterKinds),
})
const planTask = z.strictObject({ text: text(300), hours: z.number().min(0).max(1_000).multipleOf(0.01) })

const level = {
  name: text(60),
  multiple: z.int().min(1).max(1_000).meta({ description: 'done at every nth turn of the plan; 1: at each' }),
  tasks: z.array(planTask).max(60),
}
export const serviceLevel = z.strictObject({
  ...level,
  parts: z
    .array(z.strictObject({ partId: uuid, quantity }))
    .max(60)
    .default([])
    .meta({ description: 'reserved by each order; where services coincide, the larger quantity of a part' }),
})
const serviceLevelView = z.object({ ...level, parts: z.array(z.object({ part: partReference, quantity: z.number() })) })

const year = (date: string) => Number(date.slice(0, 4))
const startsOn = civilDate.refine((date) => year(date) >= 1990 && year(date) <= 2200)

const rule = {
  name: text(120),
  description: optionalText(5000),
  calendar: calendarInterval.nullable(),
  meter: meterInterval.nullable(),
  mode: z
    .enum(planModes)
    .meta({ description: 'FLOATING counts from when the last was done, FIXED from when it was due' }),
  startsOn: startsOn.meta({ description: 'the first day it is due by calendar' }),
  meterStart: z
    .number()
    .min(0)
    .max(100_000_000)
    .multipleOf(0.1)
    .meta({ description: 'meter total the intervals count from' }),
  tolerance: z.int().min(0).max(50).meta({ description: '± percent of the interval' }),
  leadDays: z.int().min(0).max(90).meta({ description: 'days before the due date its order is opened' }),
  months: z.array(z.int().min(1).max(12)).max(12).meta({ description: 'in which it applies; empty: all' }),
  workingDays: z
    .boolean()
    .meta({ description: 'due dates on weekends and holidays of Chile move to the next working day' }),
  priority: z.enum(priorities),
  levels: z.array(serviceLevel).min(1).max(12),
}
const target = {
  assetId: uuid.nullable().optional().meta({ description: 'this asset, or else every asset of `typeId`' }),
  typeId: uuid.nullable().optional(),
  siteId: uuid.nullable().optional().meta({ description: 'only assets of the type at this site and below' }),
}

export const createPlan = z.strictObject({ ...rule, ...target })
export type CreatePlan = z.output<typeof createPlan>
export const updatePlan = z.strictObject(rule).partial()
export type UpdatePlan = z.output<typeof updatePlan>

export const pausePlan = z.strictObject({ reason: text(500) })
export const skipDue = z.strictObject({ reason: text(500) })
export const byPlanUnit = z.strictObject({ id: uuid, assetId: uuid })

const planHead = {
  id: uuid,
  name: z.string(),
  asset: codedReference.nullable(),
  type: codedReference.nullable(),
  site: codedReference.nullable(),
  calendar: calendarInterval.nullable(),
  meter: meterInterval.nullable(),
  mode: z.enum(planModes),
  priority: z.enum(priorities),
  units: z.int().meta({ description: 'assets in service that it counts for, of the caller’s sites' }),
  openOrders: z.int(),
  overdueOrders: z.int(),
  pausedAt: instant.nullable(),
  archivedAt: instant.nullable(),
  version: z.int(),
}

export const planItem = z.object(planHead).meta({ id: 'MaintenancePlanItem' })
export type PlanItem = z.infer<typeof planItem>
export const planPage = page(planItem)

export const plan = z
  .object({
    ...planHead,
    description: z.string().nullable(),
    startsOn: civilDate,
    meterStart: z.number(),
    tolerance: z.int(),
    leadDays: z.int(),
    months: z.array(z.int()),
    workingDays: z.boolean(),
    levels: z.array(serviceLevelView),
    pauseReason: z.string().nullable(),
    createdAt: instant,
    mayManage: z.boolean().meta({ description: 'whether the caller is responsible for every site it reaches' }),
  })
  .meta({ id: 'MaintenancePlan' })
export type Plan = z.infer<typeof plan>

export const planStates = ['ACTIVE', 'PAUSED', 'ARCHIVED'] as const
export const planQuery = z.strictObject({
  ...pageQuery,
  q: text(100).optional(),
  typeId: uuid.optional(),
  state: z.enum(planStates).optional().meta({ description: 'without it: all that are not archived' }),
})
export type PlanQuery = z.output<typeof planQuery>

export const expectedDue = z
  .object({
    on: civilDate.nullable().meta({ description: 'null: no use of the unit says when' }),
    earliest: civilDate.nullable().meta({ description: 'at the higher quartile of its use' }),
    latest: civilDate.nullable().meta({ description: 'at the lower quartile; null: not known' }),
    trigger: z.enum(['CALENDAR', 'METER']),
    meter: z.number().nullable().meta({ description: 'total at which it is due' }),
    service: z.string(),
    tasks: z.int(),
    hours: z.number(),
  })
  .meta({ id: 'ExpectedDue' })
export type ExpectedDue = z.infer<typeof expectedDue>

const orderReference = z.object({
  id: uuid,
  number: z.string(),
  status: z.string(),
  dueAt: instant.nullable(),
  overdue: z.boolean(),
})
const use = z.object({ perDay: z.number(), low: z.number(), high: z.number(), n: z.int() })

export const planUnit = z
  .object({
    asset: codedReference.extend({ siteName: z.string() }),
    meter: z
      .object({ kind: z.enum(meterKinds), total: z.number().nullable(), at: instant.nullable(), use: use.nullable() })
      .nullable(),
    openOrder: orderReference.nullable(),
    last: z
      .object({
        on: civilDate,
        total: z.number().nullable(),
        outcome: z.enum(['OPEN', 'DONE', 'SKIPPED', 'CANCELLED']),
        reason: z.string().nullable(),
        order: z.object({ id: uuid, number: z.string() }).nullable(),
      })
      .nullable(),
    next: z.array(expectedDue),
  })
  .meta({ id: 'MaintenancePlanUnit' })
export type PlanUnitView = z.infer<typeof planUnit>
export const planUnitPage = page(planUnit)
export const planUnitQuery = z.strictObject(pageQuery)

export const previewPlan = z.strictObject({
  ...rule,
  ...target,
  planId: uuid.optional().meta({ description: 'the plan that is being changed' }),
})
export type PreviewPlan = z.output<typeof previewPlan>
export const planPreview = z.object({
  units: z.int().meta({ description: 'assets the plan would count for' }),
  items: z.array(planUnit).meta({ description: 'the first of them, with their next five due dates' }),
})

export const assetPlans = z.object({
  items: z.array(planUnit.extend({ plan: reference.extend({ pausedAt: instant.nullable() }) })),
})

const outlookScope = { siteId: uuid.optional(), typeId: uuid.optional() }
export const dueQuery = z.strictObject({ from: civilDate, to: civilDate, ...outlookScope })
export type DueQuery = z.output<typeof dueQuery>
export const dueItem = expectedDue
  .extend({ on: civilDate, plan: reference, asset: codedReference, order: orderReference.nullable() })
  .meta({ id: 'MaintenanceDueItem' })
export type DueItem = z.infer<typeof dueItem>
export const dueCalendar = z.object({
  items: z.array(dueItem),
  holidays: z.array(z.object({ on: civilDate, id: z.string() })),
})

export const forecastQuery = z.strictObject(outlookScope)
const money = z.int().nullable().optional()
const amount = {
  hours: z.number(),
  orders: z.int(),
  partsCost: money.meta({
    description: 'minor units, of the parts whose cost is known; null: of none; absent for operators',
  }),
}
export const partForecast = z
  .object({
    part: partReference,
    quantities: z.array(z.number()).meta({ description: 'needed in each of `months`' }),
    quantity: z.number().meta({ description: 'needed in all of them' }),
    free: z.number().meta({ description: 'on hand at the sites in scope and reserved for no other order' }),
    shortFrom: z.string().nullable().meta({ description: 'the month in which what is free no longer suffices' }),
    unitCost: money.meta({
      description: 'moving average, or what it cost last; minor units; null: not known; absent for operators',
    }),
    cost: money.meta({ description: 'of the quantity; minor units; absent for operators' }),
  })
  .meta({ id: 'PartForecast' })
export type PartForecast = z.infer<typeof partForecast>
export const planForecast = z.object({
  months: z.array(z.object({ month: z.string(), ...amount })),
  plans: z.array(z.object({ plan: reference, ...amount })),
  parts: z.array(partForecast),
  withoutDate: z.int().meta({ description: 'units whose use does not say when their next service is' }),
})

export const calendarFeed = z.object({ createdAt: instant.nullable(), lastReadAt: instant.nullable() })
export const newCalendarFeed = z.object({
  path: z.string().meta({ description: 'shown once; whoever has it reads it' }),
})
export const byToken = z.strictObject({ token: z.string().regex(/^[\w-]{43}\.ics$/) })
