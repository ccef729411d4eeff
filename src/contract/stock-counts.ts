import { z } from 'zod'
import { codedReference, instant, page, pageQuery, text, uuid } from './common.ts'
import { largestQuantity, partReference } from './inventory.ts'

export const countStatuses = ['OPEN', 'POSTED', 'CANCELLED'] as const

export const stockCountItem = z
  .object({
    id: uuid,
    number: z.string(),
    site: codedReference,
    status: z.enum(countStatuses),
    lines: z.int(),
    counted: z.int().meta({ description: 'lines counted so far' }),
    createdBy: z.string().nullable(),
    createdAt: instant,
    endedAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'StockCountItem' })
export type StockCountItem = z.infer<typeof stockCountItem>
export const stockCountPage = page(stockCountItem)
export const stockCountQuery = z.strictObject(pageQuery)
export type StockCountQuery = z.output<typeof stockCountQuery>

export const stockCount = z
  .object({
    ...stockCountItem.omit({ lines: true, counted: true }).shape,
    lines: z.array(
      z.object({
        part: partReference,
        bin: z.string().nullable(),
        counted: z.number().nullable(),
        difference: z.number().nullable().meta({ description: 'to what was on hand when it was counted' }),
        differenceValue: z.int().nullable().meta({ description: 'at the moving average, minor units' }),
        countedBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'StockCount' })
export type StockCount = z.infer<typeof stockCount>

export const createStockCount = z.strictObject({
  siteId: uuid,
  bin: text(30).optional().meta({ description: 'only bins that begin so' }),
  partIds: z.array(uuid).min(1).max(200).optional().meta({ description: 'only these parts' }),
})
export type CreateStockCount = z.output<typeof createStockCount>

export const countLine = z.strictObject({
  counted: z
    .number()
    .min(0)
    .max(largestQuantity)
    .multipleOf(0.001)
    .nullable()
    .meta({ description: 'null: not counted after all' }),
})
export const countLineParams = z.strictObject({ id: uuid, partId: uuid })
