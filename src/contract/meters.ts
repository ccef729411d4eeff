import { z } from 'zod'
import { meterKinds } from '../domain/asset-type.ts'
import { flag, instant, optionalText, page, pageQuery, text, uuid } from './common.ts'

const dial = z.number().min(0).max(99_999_999_999).multipleOf(0.1)

/** A unit's meter as it stands: `null` when it was never read. */
export const meterState = z
  .object({
    meter: z.enum(meterKinds),
    total: z.number().nullable().meta({ description: 'cumulative km or hours, over every meter the unit carried' }),
    dial: z.number().nullable().meta({ description: 'what it showed when it was last read' }),
    at: instant.nullable(),
    stale: z.boolean().meta({ description: 'no valid reading for more than 30 days' }),
  })
  .meta({ id: 'MeterState' })

export const reading = z
  .object({
    id: uuid,
    assetId: uuid,
    meter: z.enum(meterKinds),
    at: instant,
    value: z.number().meta({ description: 'what the dial showed' }),
    total: z.number().meta({ description: 'value plus what earlier meters had counted' }),
    isReplacement: z.boolean(),
    workOrderId: uuid.nullable(),
    note: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: instant,
    voidedAt: instant.nullable(),
    voidedBy: z.string().nullable(),
    voidReason: z.string().nullable(),
  })
  .meta({ id: 'Reading' })
export type Reading = z.infer<typeof reading>

export const readingPage = page(reading)
export const readingQuery = z.strictObject({
  meter: z.enum(meterKinds).optional(),
  voided: flag.default(true).meta({ description: 'false leaves voided readings out' }),
  ...pageQuery,
})
export type ReadingQuery = z.output<typeof readingQuery>

export const addReading = z.strictObject({
  meter: z.enum(meterKinds),
  value: dial,
  at: instant.optional().meta({ description: 'now when absent' }),
  replacement: z
    .strictObject({ finalValue: dial.nullable().meta({ description: "the old meter's last value, when known" }) })
    .optional()
    .meta({ description: 'the meter was exchanged: value is what the new one showed' }),
  note: optionalText(500),
})
export type AddReading = z.output<typeof addReading>

export const voidReading = z.strictObject({ reason: text(500) })
export type VoidReading = z.infer<typeof voidReading>
