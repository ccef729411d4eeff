import { z } from 'zod'
import { assetStatuses } from '../domain/asset.ts'
import { meterKinds } from '../domain/asset-type.ts'
import { verdicts } from '../domain/checklist.ts'
import { workOrderStatuses } from '../domain/work-order.ts'
import { codedReference, commaSeparated, instant, page, pageQuery, uuid } from './common.ts'

export const timelineKinds = ['STATUS', 'READING', 'PLACEMENT', 'FILE', 'ORDER', 'COMMENT', 'INSPECTION'] as const
export type TimelineKind = (typeof timelineKinds)[number]

const order = z.object({ id: uuid, number: z.string(), title: z.string() })

/** Something that happened to a unit or to a component while it was mounted on it; what a kind does not have is null. */
export const timelineItem = z
  .object({
    id: uuid,
    kind: z.enum(timelineKinds),
    at: instant,
    by: z.string().nullable(),
    asset: codedReference.meta({ description: 'the unit itself or the component it happened to' }),
    status: z.enum(assetStatuses).nullable(),
    order: order.nullable(),
    orderStatus: z.enum(workOrderStatuses).nullable(),
    meter: z.enum(meterKinds).nullable(),
    value: z.number().nullable(),
    voided: z.boolean().nullable(),
    site: z.string().nullable(),
    parent: codedReference.nullable(),
    inspection: z
      .object({ id: uuid, number: z.string(), verdict: z.enum(verdicts), score: z.number(), cleared: z.boolean() })
      .nullable(),
    file: z.object({ id: uuid, name: z.string(), mediaType: z.string() }).nullable(),
    text: z.string().nullable().meta({ description: 'reason, note or comment' }),
  })
  .meta({ id: 'TimelineItem' })
export type TimelineItem = z.infer<typeof timelineItem>
export const timelinePage = page(timelineItem)

export const timelineQuery = z.strictObject({
  kind: commaSeparated(z.enum(timelineKinds)).optional(),
  ...pageQuery,
})
export type TimelineQuery = z.output<typeof timelineQuery>
