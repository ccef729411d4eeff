import { z } from 'zod'
import { assetStatuses } from '../domain/asset.ts'
import { systemCodes } from '../domain/system.ts'
import { holdReasons, priorities } from '../domain/work-order.ts'
import { civilDate, instant, money, optionalText, text, uuid } from './common.ts'

const hours = z.number().positive().max(100_000).multipleOf(0.01)
const dayHours = z.number().positive().max(24).multipleOf(0.01)
const reason = text(500)

const overrideReason = text(500).optional().meta({
  description: 'why it goes on although documents of the unit or the person refuse it; a supervisor’s to give',
})

export const createWorkOrder = z.strictObject({
  title: text(200),
  description: optionalText(5000),
  assetId: uuid,
  typeId: uuid,
  priority: z.enum(priorities),
  assigneeId: uuid.nullable().optional(),
  overrideReason,
  reportedAt: instant.optional().meta({ description: 'when the need was reported; now unless told' }),
  scheduledOn: civilDate.nullable().optional(),
  dueAt: instant.nullable().optional(),
  estimatedHours: hours.nullable().optional(),
  system: z.enum(systemCodes).nullable().optional(),
  failureModeId: uuid.nullable().optional(),
  downtimeFrom: instant.nullable().optional(),
  tasks: z.array(text(300)).max(100).optional(),
})
export type CreateWorkOrder = z.output<typeof createWorkOrder>

/** A fault, as anybody in the field tells it. */
export const reportFault = z.strictObject({
  assetId: uuid,
  what: text(200),
  canMove: z.boolean().meta({ description: 'false: the unit is stopped from now on' }),
  description: optionalText(5000),
  system: z.enum(systemCodes).nullable().optional(),
  failureModeId: uuid.nullable().optional(),
})
export type ReportFault = z.output<typeof reportFault>

export const updateWorkOrder = z.strictObject({
  title: text(200).optional(),
  description: optionalText(5000),
  typeId: uuid.optional(),
  priority: z.enum(priorities).optional(),
  reportedAt: instant.optional(),
  scheduledOn: civilDate.nullable().optional(),
  dueAt: instant.nullable().optional(),
  estimatedHours: hours.nullable().optional(),
  system: z.enum(systemCodes).nullable().optional(),
  downtimeFrom: instant.nullable().optional(),
  downtimeTo: instant.nullable().optional(),
  completionNotes: optionalText(5000),
  failureModeId: uuid.nullable().optional(),
  failureCauseId: uuid.nullable().optional(),
  failureActionId: uuid.nullable().optional(),
})
export type UpdateWorkOrder = z.output<typeof updateWorkOrder>

export const assignWorkOrder = z.strictObject({ assigneeId: uuid.nullable(), overrideReason })
export type AssignWorkOrder = z.output<typeof assignWorkOrder>
export const scheduleWorkOrder = z.strictObject({
  scheduledOn: civilDate.nullable(),
  dueAt: instant.nullable().optional(),
})
export type ScheduleWorkOrder = z.output<typeof scheduleWorkOrder>

export const startWorkOrder = z.strictObject({
  timer: z.boolean().default(false).meta({ description: 'start the caller’s timer as well' }),
  unitInMaintenance: z.boolean().default(false).meta({ description: 'the unit goes into maintenance now' }),
  overrideReason,
})
export type StartWorkOrder = z.output<typeof startWorkOrder>

export const holdWorkOrder = z.strictObject({ holdReason: z.enum(holdReasons), reason: optionalText(500) })
export type HoldWorkOrder = z.output<typeof holdWorkOrder>

export const resumeWorkOrder = z.strictObject({ timer: z.boolean().default(false), overrideReason })

export type ResumeWorkOrder = z.output<typeof resumeWorkOrder>

export const completeWorkOrder = z.strictObject({
  notes: optionalText(5000),
  hours: dayHours.optional().meta({ description: 'hours the caller worked today and has not recorded yet' }),
  failureModeId: uuid.nullable().optional(),
  failureCauseId: uuid.nullable().optional(),
  failureActionId: uuid.nullable().optional(),
  downtimeFrom: instant.nullable().optional(),
  downtimeTo: instant.nullable().optional(),
  assetStatus: z.enum(assetStatuses).optional().meta({ description: 'what the unit is able to do from now on' }),
})
export type CompleteWorkOrder = z.output<typeof completeWorkOrder>

export const closeWorkOrder = z.strictObject({ reason })
export const reopenWorkOrder = z.strictObject({ reason })
export const cancelWorkOrder = z.strictObject({
  reason,
  duplicateOfId: uuid.optional().meta({ description: 'the order this one repeats' }),
})
export type CancelWorkOrder = z.output<typeof cancelWorkOrder>

export const addLabour = z.strictObject({
  personId: uuid.optional().meta({ description: 'the caller unless told; operators record only their own' }),
  date: civilDate,
  hours: dayHours,
  note: optionalText(500),
})
export type AddLabour = z.output<typeof addLabour>

export const stopTimer = z.strictObject({
  to: instant.optional().meta({ description: 'when the work really ended, for a forgotten timer' }),
})
export const updateLabour = z.strictObject({ hours: dayHours.optional(), note: optionalText(500) })
export type UpdateLabour = z.output<typeof updateLabour>

export const runningTimer = z
  .object({
    timer: z
      .object({ entryId: uuid, workOrderId: uuid, number: z.string(), title: z.string(), from: instant })
      .nullable(),
  })
  .meta({ id: 'RunningTimer' })

export const addTask = z.strictObject({ text: text(300) })
export const tickTask = z.strictObject({ done: z.boolean() })
export const orderTasks = z.strictObject({ ids: z.array(uuid).min(1).max(200) })

export const addComment = z.strictObject({ text: text(5000) })
export const addService = z.strictObject({
  description: text(200),
  supplier: optionalText(120),
  cost: money,
})
export type AddService = z.output<typeof addService>

export const bulkWorkOrders = z.strictObject({
  ids: z.array(uuid).min(1).max(200),
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('assign'), assigneeId: uuid.nullable(), overrideReason }),
    z.strictObject({ kind: z.literal('priority'), priority: z.enum(priorities) }),
    z.strictObject({ kind: z.literal('due'), dueAt: instant.nullable() }),
    z.strictObject({ kind: z.literal('schedule'), scheduledOn: civilDate.nullable() }),
    z.strictObject({ kind: z.literal('cancel'), reason }),
  ]),
})
export type BulkWorkOrders = z.output<typeof bulkWorkOrders>
export const bulkDone = z.object({ changed: z.int() })

export const saveView = z.strictObject({ name: text(60), filter: z.string().max(2000) })
export type SaveView = z.output<typeof saveView>
