import { z } from 'zod'
import { assetStatuses } from '../domain/asset.ts'
import { systemCodes } from '../domain/system.ts'
import { holdReasons, orderCategories, priorities, workOrderStatuses } from '../domain/work-order.ts'
import { workOrderActions } from '../domain/work-order-action.ts'
import { civilDate, codedReference, commaSeparated, flag, instant, page, pageQuery, reference, uuid } from './common.ts'
import { workOrderSorts } from './work-order-sorts.ts'

const status = z.enum(workOrderStatuses)
const priority = z.enum(priorities)
const category = z.enum(orderCategories)
const holdReason = z.enum(holdReasons)
const missingFields = ['notes', 'hoursWorked', 'failureMode', 'failureCause', 'failureAction'] as const
const origins = ['MANUAL', 'IMPORT', 'PLAN', 'REQUEST', 'INSPECTION', 'PREDICTION'] as const
const hours = z.number()

const sorts = workOrderSorts.flatMap((name) => [name, `-${name}`] as const)

const filterShape = {
  q: z.string().trim().min(1).max(100).optional().meta({
    description: 'part of the title or of the unit, or a number or its beginning: 123, 2026-123, OT-2026-0001',
  }),
  status: commaSeparated(status).optional(),
  priority: commaSeparated(priority).optional(),
  category: commaSeparated(category).optional(),
  typeId: uuid.optional(),
  assetId: uuid.optional(),
  assetTypeId: uuid.optional().meta({ description: 'type of the unit' }),
  components: flag.optional().meta({ description: 'with the orders of the components of those units' }),
  siteId: uuid.optional().meta({ description: 'with the sites below it' }),
  unitSiteId: uuid.optional().meta({
    description: 'of the units that are at this very site now, and of their components, wherever the work was done',
  }),
  assigneeId: z.union([uuid, z.enum(['me', 'none'])]).optional(),
  holdReason: commaSeparated(holdReason).optional(),
  overdue: flag.optional().meta({ description: 'open and past its due date' }),
  unitDown: flag.optional().meta({ description: 'open, of a unit that is not operating now' }),
  dueFrom: civilDate.optional(),
  dueTo: civilDate.optional(),
  reportedFrom: civilDate.optional(),
  reportedTo: civilDate.optional(),
  unscheduled: flag.optional().meta({ description: 'without a day it is planned for' }),
  scheduledFrom: civilDate.optional(),
  scheduledTo: civilDate.optional(),
  completedFrom: civilDate.optional(),
  completedTo: civilDate.optional(),
  importId: uuid.optional(),
  failureModeId: uuid.optional(),
  system: z.enum(systemCodes).optional(),
}

export const workOrderFilter = z.strictObject(filterShape)
export type WorkOrderFilter = z.output<typeof workOrderFilter>

const sort = z.enum(sorts).default('-reportedAt')
export const workOrderQuery = z.strictObject({ ...filterShape, sort, ...pageQuery })
export type WorkOrderQuery = z.output<typeof workOrderQuery>
export const workOrderExportQuery = z.strictObject({ ...filterShape, sort })

export const workOrderItem = z
  .object({
    id: uuid,
    number: z.string(),
    title: z.string(),
    status,
    holdReason: holdReason.nullable(),
    priority,
    category,
    typeId: uuid,
    asset: codedReference,
    siteId: uuid,
    assignee: reference.nullable(),
    reportedAt: instant,
    scheduledOn: civilDate.nullable(),
    dueAt: instant.nullable(),
    completedAt: instant.nullable(),
    updatedAt: instant,
    estimatedHours: hours.nullable(),
    hoursWorked: hours,
    awaitsApproval: z.boolean(),
    overdue: z.boolean(),
    totalCost: z.int().optional().meta({ description: 'minor units; absent for operators' }),
    version: z.int(),
  })
  .meta({ id: 'WorkOrderItem' })
export type WorkOrderItem = z.infer<typeof workOrderItem>

export const workOrderPage = page(workOrderItem)

export const workOrderCounts = z
  .object({
    items: z.array(z.object({ status, holdReason: holdReason.nullable(), count: z.int(), estimatedHours: hours })),
  })
  .meta({ id: 'WorkOrderCounts' })
export type WorkOrderCounts = z.infer<typeof workOrderCounts>

export const calendarQuery = z.strictObject({
  ...filterShape,
  by: z.enum(['scheduled', 'due']).default('scheduled').meta({ description: 'the date that places an order' }),
  from: civilDate.meta({ description: 'first day' }),
  days: z.coerce.number().int().min(1).max(42).default(42),
  perDay: z.coerce.number().int().min(1).max(50).default(4).meta({ description: 'orders named of a day, at most' }),
})
export type CalendarQuery = z.output<typeof calendarQuery>

/** Days that have orders, in order; of each how many, and the first of them: open ones before done ones, by priority. */
export const workOrderCalendar = z
  .object({ items: z.array(z.object({ date: civilDate, count: z.int(), orders: z.array(workOrderItem) })) })
  .meta({ id: 'WorkOrderCalendar' })

/** Open work by who has to do it; without a person: what nobody has been assigned. */
export const workload = z
  .object({
    items: z.array(
      z.object({
        person: reference.nullable(),
        weeklyHours: hours.nullable(),
        count: z.int(),
        overdue: z.int(),
        estimatedHours: hours,
        withoutEstimate: z.int(),
      }),
    ),
  })
  .meta({ id: 'Workload' })

const named = z.object({ id: uuid, code: z.string(), nameEs: z.string(), nameEn: z.string() })
const numbered = z.object({ id: uuid, number: z.string() })

export const labourEntry = z.object({
  id: uuid,
  person: reference,
  source: z.enum(['TIMER', 'TYPED']),
  from: instant,
  to: instant.nullable(),
  date: civilDate.meta({ description: 'the day of `from` in the company’s zone' }),
  hours: hours.nullable(),
  note: z.string().nullable(),
  rate: z.int().optional(),
  cost: z.int().optional(),
})

export const workOrder = z
  .object({
    ...workOrderItem.omit({ totalCost: true, typeId: true, siteId: true, asset: true }).shape,
    description: z.string().nullable(),
    type: named.extend({ requiresApproval: z.boolean() }),
    asset: codedReference.extend({
      typeId: uuid,
      plate: z.string().nullable(),
      status: z.enum(assetStatuses),
      statusSince: instant,
      statusReason: z.string().nullable(),
    }),
    site: codedReference,
    createdBy: reference.nullable(),
    origin: z.enum(origins),
    requiresApproval: z.boolean(),
    approvedAt: instant.nullable(),
    approvedBy: reference.nullable(),
    statusReason: z.string().nullable(),
    startedAt: instant.nullable(),
    closedAt: instant.nullable(),
    cancelledAt: instant.nullable(),
    createdAt: instant,
    duplicateOf: numbered.nullable(),
    duplicates: z.array(numbered),
    downtimeFrom: instant.nullable(),
    downtimeTo: instant.nullable(),
    completionNotes: z.string().nullable(),
    system: z.enum(systemCodes).nullable(),
    failureMode: named.nullable(),
    failureCause: named.nullable(),
    failureAction: named.nullable(),
    importId: uuid.nullable(),
    tasks: z.array(z.object({ id: uuid, text: z.string(), doneAt: instant.nullable(), doneBy: reference.nullable() })),
    comments: z.array(z.object({ id: uuid, text: z.string(), by: reference.nullable(), at: instant })),
    labour: z.array(labourEntry),
    services: z
      .array(z.object({ id: uuid, description: z.string(), supplier: z.string().nullable(), cost: z.int() }))
      .optional()
      .meta({ description: 'work bought from others; absent for operators' }),
    files: z.array(
      z.object({
        id: uuid,
        kind: z.enum(['PHOTO', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'DOCUMENT']),
        name: z.string(),
        mediaType: z.string(),
        size: z.int(),
        width: z.int().nullable(),
        height: z.int().nullable(),
        createdAt: instant,
      }),
    ),
    history: z.array(
      z.object({
        status,
        holdReason: holdReason.nullable(),
        reason: z.string().nullable(),
        from: instant,
        to: instant.nullable(),
        by: reference.nullable(),
      }),
    ),
    cost: z
      .object({ labour: z.int(), parts: z.int(), services: z.int(), total: z.int() })
      .optional()
      .meta({ description: 'minor units; absent for operators' }),
    missing: z
      .array(z.enum(missingFields))
      .meta({ description: 'what still has to be recorded before it may be completed' }),
    actions: z
      .array(z.enum(Object.keys(workOrderActions) as [keyof typeof workOrderActions]))
      .meta({ description: 'what the caller may do to it now' }),
  })
  .meta({ id: 'WorkOrder' })
export type WorkOrder = z.infer<typeof workOrder>

export const assigneeSuggestions = z
  .object({
    items: z.array(
      z.object({
        person: reference,
        score: z.number().meta({ description: '0 to 1' }),
        onTimer: z.boolean().meta({ description: 'a timer of this person is running now' }),
        reasons: z.array(
          z.object({
            criterion: z.enum(['skill', 'availability', 'performance', 'location']),
            code: z.string(),
            score: z.number(),
            params: z.record(z.string(), z.union([z.string(), z.number()])),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'AssigneeSuggestions' })

export const savedView = z
  .object({ id: uuid, name: z.string(), filter: z.string().meta({ description: 'a query string of the list' }) })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof savedView>
