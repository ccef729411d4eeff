import { z } from 'zod'
import { orderCategories } from '../domain/work-order.ts'
import { text, uuid } from './common.ts'

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9](?:[A-Z0-9_-]{0,28}[A-Z0-9])?$/)

export const orderType = z
  .object({
    id: uuid,
    code: z.string(),
    nameEs: z.string(),
    nameEn: z.string(),
    category: z.enum(orderCategories),
    requiresApproval: z.boolean(),
    predefined: z.boolean(),
    archived: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'OrderType' })
export type OrderType = z.infer<typeof orderType>

export const createOrderType = z.strictObject({
  code,
  nameEs: text(80),
  nameEn: text(80),
  category: z.enum(orderCategories),
  requiresApproval: z.boolean().default(false),
})
export type CreateOrderType = z.output<typeof createOrderType>

/** The category stays: the orders of the type were counted under it. */
export const updateOrderType = z.strictObject({
  nameEs: text(80).optional(),
  nameEn: text(80).optional(),
  requiresApproval: z.boolean().optional(),
  archived: z.boolean().optional(),
})
export type UpdateOrderType = z.infer<typeof updateOrderType>

export const failureCodeKinds = ['MODE', 'CAUSE', 'ACTION'] as const

export const failureCode = z
  .object({
    id: uuid,
    assetTypeId: uuid.nullable().meta({ description: 'null: offered for types without a list of their own' }),
    kind: z.enum(failureCodeKinds),
    code: z.string(),
    nameEs: z.string(),
    nameEn: z.string(),
    position: z.int(),
    archived: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'FailureCode' })
export type FailureCode = z.infer<typeof failureCode>

export const failureCodeQuery = z.strictObject({
  assetTypeId: uuid.optional().meta({ description: 'the lists a unit of this type is coded from' }),
  archived: z.enum(['true', 'false']).optional(),
})
export type FailureCodeQuery = z.infer<typeof failureCodeQuery>

export const createFailureCode = z.strictObject({
  assetTypeId: uuid.nullable().default(null),
  kind: z.enum(failureCodeKinds),
  code,
  nameEs: text(80),
  nameEn: text(80),
})
export type CreateFailureCode = z.output<typeof createFailureCode>

export const updateFailureCode = z.strictObject({
  nameEs: text(80).optional(),
  nameEn: text(80).optional(),
  position: z.int().min(0).max(11).optional(),
  archived: z.boolean().optional(),
})
export type UpdateFailureCode = z.infer<typeof updateFailureCode>

export const orderTypeQuery = z.strictObject({ archived: z.enum(['true', 'false']).optional() })
