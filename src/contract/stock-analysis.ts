import { z } from 'zod'
import { abcClasses, xyzClasses } from '../domain/stock-classes.ts'
import { codedReference, flag, instant, uuid } from './common.ts'
import { partReference } from './inventory.ts'

const month = z.string().meta({ example: '2026-11', description: 'calendar month of the company’s zone' })

/** What was used of a part in the last twelve whole months and this one. */
export const partConsumption = z
  .object({
    months: z.array(z.object({ month, quantity: z.number(), value: z.int() })),
    units: z.array(z.object({ asset: codedReference, quantity: z.number(), value: z.int(), lastAt: instant })),
    suggestions: z
      .array(
        z.object({
          site: codedReference,
          reorderPoint: z.number().nullable(),
          refusal: z.enum(['TOO_LITTLE_DEMAND', 'LEAD_TIME_UNKNOWN']).nullable(),
          expected: z.number().nullable().meta({ description: 'demand expected while waiting for the supplier' }),
          monthly: z.number().nullable(),
          current: z.number().meta({ description: 'the reorder point in use' }),
        }),
      )
      .meta({ description: 'by site, from the demand of the last twelve whole months' }),
    service: z.number().meta({ description: 'probability of not running out while waiting that suggestions aim at' }),
  })
  .meta({ id: 'PartConsumption' })
export type PartConsumption = z.infer<typeof partConsumption>

export const stockAnalysisQuery = z.strictObject({
  siteId: uuid.optional().meta({ description: 'this site and those below it' }),
  dead: flag.optional().meta({ description: 'only what has lain for a year' }),
})
export type StockAnalysisQuery = z.output<typeof stockAnalysisQuery>

export const stockAnalysis = z
  .object({
    items: z.array(
      z.object({
        part: partReference,
        abc: z.enum(abcClasses),
        xyz: z.enum(xyzClasses).nullable().meta({ description: 'null: not used in the period' }),
        consumed: z.number(),
        consumedValue: z.int(),
        onHand: z.number(),
        value: z.int(),
        lastUsedAt: instant.nullable(),
        dead: z.boolean().meta({ description: 'there is some, and none has been used or has arrived for a year' }),
      }),
    ),
    totals: z.object({ parts: z.int(), value: z.int(), deadValue: z.int(), consumedValue: z.int() }),
    from: instant,
  })
  .meta({ id: 'StockAnalysis' })
export type StockAnalysis = z.infer<typeof stockAnalysis>
