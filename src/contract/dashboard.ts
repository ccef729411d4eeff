import { z } from 'zod'
import { assetStatuses } from '../domain/asset.ts'
import { holdReasons, priorities, workOrderStatuses } from '../domain/work-order.ts'
import { civilDate, instant, uuid } from './common.ts'
import { kpiItem } from './kpi.ts'

const unit = z.object({ id: uuid, code: z.string(), name: z.string() })

export const ageing = z.object({
  priority: z.enum(priorities),
  bands: z.array(z.int()).meta({ description: 'orders up to 7, 30, 90 days old, and older' }),
  hours: z.number().meta({ description: 'estimated' }),
})

export const paretoItem = z.object({
  key: z.string().meta({ description: 'failure mode, empty where none was recorded' }),
  label: z.string().nullable(),
  failures: z.int(),
  downHours: z.number(),
})

const myOrder = z.object({
  id: uuid,
  number: z.string(),
  title: z.string(),
  status: z.enum(workOrderStatuses),
  priority: z.enum(priorities),
  holdReason: z.enum(holdReasons).nullable(),
  asset: unit,
  scheduledOn: civilDate.nullable(),
  dueAt: instant.nullable(),
  overdue: z.boolean(),
})

const planner = z.object({
  kind: z.literal('PLANNER'),
  at: instant,
  down: z.object({
    total: z.int(),
    units: z.int().meta({ description: 'in the fleet' }),
    items: z.array(
      z.object({
        asset: unit,
        status: z.enum(assetStatuses),
        since: instant,
        hours: z.number(),
        reason: z.string().nullable(),
        order: z.object({ id: uuid, number: z.string() }).nullable(),
      }),
    ),
  }),
  /** Over the last 30 days; cost over the running month. */
  kpis: z.array(kpiItem),
  availability: z.array(kpiItem).meta({ description: 'by asset type, over the last 30 days' }),
  orders: z.object({
    open: z.int(),
    overdue: z.int(),
    unassigned: z.int(),
    unscheduledHours: z.number(),
    waitingParts: z.int(),
    waitingApproval: z.int(),
  }),
  worst: z.array(z.object({ asset: unit, downHours: z.number(), failures: z.int(), cost: z.int() })),
  pareto: z.array(paretoItem),
  ageing: z.array(ageing),
  capacity: z.array(
    z.object({
      from: civilDate,
      to: civilDate,
      scheduledHours: z.number(),
      availableHours: z.number(),
      orders: z.int(),
    }),
  ),
})

const operator = z.object({
  kind: z.literal('OPERATOR'),
  at: instant,
  orders: z.array(myOrder).meta({ description: 'own open orders: due and under way first' }),
})

export const dashboard = z.discriminatedUnion('kind', [planner, operator]).meta({ id: 'Dashboard' })
export type Dashboard = z.infer<typeof dashboard>
export type PlannerDashboard = z.infer<typeof planner>
