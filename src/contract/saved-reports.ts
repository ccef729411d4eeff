import { z } from 'zod'
import { frequencies, movingPeriods } from '../domain/report-schedule.ts'
import { civilDate, instant, text, uuid } from './common.ts'
import { reportGroupings, reportIds } from './report.ts'

/** `overview`: every KPI, and what stands behind the worst of them. */
export const savedReportKinds = ['overview', ...reportIds] as const
export type SavedReportKind = (typeof savedReportKinds)[number]

/** Fields of what is asked; the period moves on with the calendar. */
const question = {
  report: z.enum(savedReportKinds),
  groupBy: z.enum(reportGroupings).nullable().optional(),
  siteId: uuid.nullable().optional(),
  typeId: uuid.nullable().optional(),
  assetId: uuid.nullable().optional(),
  period: z.enum(movingPeriods),
}

export const createSavedReport = z.strictObject({
  name: text(80),
  ...question,
  shared: z.boolean().default(false).meta({ description: 'everybody who reads reports finds it too' }),
})
export type CreateSavedReport = z.infer<typeof createSavedReport>
export const updateSavedReport = z.strictObject({
  name: text(80).optional(),
  period: z.enum(movingPeriods).optional(),
  shared: z.boolean().optional(),
})
export type UpdateSavedReport = z.infer<typeof updateSavedReport>

export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ example: '08:00', description: 'on the company’s clock' })

export const setSchedule = z.strictObject({
  frequency: z.enum(frequencies),
  weekday: z.int().min(1).max(7).nullable().optional().meta({ description: '1 Monday to 7 Sunday; of weekly ones' }),
  day: z.int().min(1).max(31).nullable().optional().meta({ description: 'of the month; of monthly ones' }),
  time: clockTime,
  recipients: z.array(z.email().max(200)).min(1).max(20),
})
export type SetSchedule = z.infer<typeof setSchedule>

const schedule = setSchedule.extend({
  weekday: z.int().nullable(),
  day: z.int().nullable(),
  nextAt: instant,
  lastAt: instant.nullable(),
  lastError: z.enum(['OWNER_GONE', 'REPORT_REFUSED']).nullable(),
})

export const savedReport = z
  .object({
    id: uuid,
    name: z.string(),
    report: z.enum(savedReportKinds),
    groupBy: z.enum(reportGroupings).nullable(),
    siteId: uuid.nullable(),
    typeId: uuid.nullable(),
    assetId: uuid.nullable(),
    period: z.enum(movingPeriods),
    from: civilDate.meta({ description: 'of the period, today' }),
    to: civilDate,
    shared: z.boolean(),
    owner: z.string(),
    mine: z.boolean(),
    schedule: schedule.nullable(),
    version: z.int(),
  })
  .meta({ id: 'SavedReport' })
export type SavedReport = z.infer<typeof savedReport>

export const deliveryStates = ['QUEUED', 'SENT', 'FAILED'] as const
export const delivery = z
  .object({
    id: uuid,
    dueAt: instant,
    recipients: z.array(z.string()),
    state: z.enum(deliveryStates),
    attempts: z.int(),
    sentAt: instant.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'ReportDelivery' })
export type Delivery = z.infer<typeof delivery>
