import { z } from 'zod'
import { faultRequestLimits, faultRequestStatuses } from '../domain/fault-request.ts'
import { priorities } from '../domain/work-order.ts'
import { civilDate, codedReference, commaSeparated, instant, page, pageQuery, reference, text, uuid } from './common.ts'

const status = z.enum(faultRequestStatuses)
const unit = z.object({ code: z.string(), name: z.string() })

/** All that a label on a unit shows to somebody without an account. */
export const reportableUnit = unit.meta({ id: 'ReportableUnit' })

/** The words of a public report, as the fields of a form hold them. */
export const publicReport = z.strictObject({
  what: text(200),
  canMove: z.enum(['true', 'false']).transform((value) => value === 'true'),
  description: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .transform((value) => value || null),
})
export type PublicReport = z.output<typeof publicReport>

/** Described for the documentation; the form is read by the multipart parser. */
export const publicReportForm = z.unknown().meta({
  type: 'object',
  properties: {
    what: { type: 'string', minLength: 1, maxLength: 200 },
    canMove: { type: 'string', enum: ['true', 'false'] },
    description: { type: 'string', maxLength: 2000 },
    photo: {
      type: 'array',
      maxItems: faultRequestLimits.photos,
      items: { type: 'string', format: 'binary' },
    },
  },
  required: ['what', 'canMove'],
})

export const reportReceipt = z
  .object({ token: z.string().meta({ description: 'of the tracking page; shown only now' }) })
  .meta({ id: 'ReportReceipt' })

export const byToken = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) })

/** What a reporter may follow: their own words, and the answer to them. */
export const trackedReport = z
  .object({
    asset: unit,
    what: z.string(),
    canMove: z.boolean(),
    status,
    reportedAt: instant,
    triagedAt: instant.nullable(),
    rejectionReason: z.string().nullable(),
  })
  .meta({ id: 'TrackedReport' })
export type TrackedReport = z.infer<typeof trackedReport>

export const faultRequest = z
  .object({
    id: uuid,
    asset: codedReference,
    site: reference,
    what: z.string(),
    description: z.string().nullable(),
    canMove: z.boolean(),
    status,
    reportedAt: instant,
    triagedAt: instant.nullable(),
    triagedBy: reference.nullable(),
    rejectionReason: z.string().nullable(),
    workOrder: z.object({ id: uuid, number: z.string() }).nullable(),
    photoIds: z.array(uuid).meta({ description: 'of an accepted request they are the order’s' }),
    version: z.int(),
  })
  .meta({ id: 'FaultRequest' })
export type FaultRequest = z.infer<typeof faultRequest>

const filter = {
  assetId: uuid.optional(),
  siteId: uuid.optional().meta({ description: 'with the sites below it' }),
  from: civilDate.optional().meta({ description: 'reported on this day or later' }),
  to: civilDate.optional(),
}
export const faultRequestQuery = z.strictObject({
  ...filter,
  status: commaSeparated(status).optional(),
  ...pageQuery,
})
export type FaultRequestQuery = z.output<typeof faultRequestQuery>
export const faultRequestPage = page(faultRequest)

export const acceptRequest = z.strictObject({
  title: text(200),
  priority: z.enum(priorities),
  unitDown: z.boolean().meta({ description: 'the unit stops, and is down since it was reported' }),
})
export type AcceptRequest = z.output<typeof acceptRequest>

export const rejectRequest = z.strictObject({
  reason: text(500).meta({ description: 'the person who reported it reads this' }),
})

export const requestMetricsQuery = z.strictObject(filter)
export type RequestMetricsQuery = z.output<typeof requestMetricsQuery>

export const requestMetrics = z
  .object({
    count: z.int(),
    pending: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    medianHoursToTriage: z.number().nullable().meta({ description: 'of those that were triaged' }),
  })
  .meta({ id: 'RequestMetrics' })
export type RequestMetrics = z.infer<typeof requestMetrics>
