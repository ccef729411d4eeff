import { z } from 'zod'
import { systemCodes } from '../domain/system.ts'
import { orderCategories, priorities, workOrderStatuses } from '../domain/work-order.ts'
import { instant, money, uuid } from './common.ts'

const order = { id: uuid, number: z.string(), title: z.string() }

/** What the first page of a unit answers: what is due, what failed, what it costs. Components count with their unit. */
export const assetSummary = z
  .object({
    open: z
      .array(
        z.object({
          ...order,
          category: z.enum(orderCategories),
          priority: z.enum(priorities),
          status: z.enum(workOrderStatuses),
          dueAt: instant.nullable(),
          overdue: z.boolean(),
        }),
      )
      .meta({ description: 'the five open orders that are due first' }),
    openCount: z.int(),
    overdueCount: z.int(),
    failures: z
      .array(z.object({ ...order, at: instant, system: z.enum(systemCodes).nullable(), hours: z.number() }))
      .meta({ description: 'the last five corrective or emergency orders, with the hours worked on them' }),
    failures12Months: z.int(),
    cost12Months: z
      .object({ labour: money, parts: money, services: money, total: money, previousTotal: money })
      .optional()
      .meta({ description: 'of orders completed in the last 12 months and in the 12 before; for planners' }),
  })
  .meta({ id: 'AssetSummary' })
export type AssetSummary = z.infer<typeof assetSummary>
