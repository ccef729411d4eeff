import { z } from 'zod'
import { instant, page, pageQuery, uuid } from './common.ts'

export const auditChannels = ['web', 'api', 'cli', 'job', 'telegram', 'public'] as const

const auditEntry = z.object({
  seq: z.int(),
  at: instant,
  actor: z.object({ id: uuid.nullable(), name: z.string() }),
  channel: z.enum(auditChannels),
  requestId: z.string(),
  action: z.string(),
  entityType: z.string(),
  entityId: z.string(),
  changes: z
    .record(z.string(), z.array(z.unknown()))
    .meta({ description: 'changed fields, each with its value before and after' }),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>
export const auditPage = page(auditEntry)

const code = z
  .string()
  .max(80)
  .regex(/^[A-Za-z.]+$/)

const filter = {
  entityType: code.optional(),
  entityId: z.string().max(80).optional(),
  personId: uuid.optional().meta({ description: 'who acted' }),
  action: code.optional().meta({ description: 'an action, or its beginning: `person` finds `person.created`' }),
  channel: z.enum(auditChannels).optional(),
  from: instant.optional(),
  to: instant.optional().meta({ description: 'exclusive' }),
}
export const auditFilter = z.strictObject(filter)
export type AuditFilter = z.infer<typeof auditFilter>
export const auditQuery = z.strictObject({ ...pageQuery, ...filter })
export type AuditQuery = z.infer<typeof auditQuery>

const verdict = {
  intact: z.boolean(),
  entries: z.int().meta({ description: 'entries whose hash was recomputed and found right' }),
  brokenAt: z.int().nullable(),
  reason: z.enum(['missing', 'altered', 'headMoved']).nullable(),
}

export const auditChain = z
  .object({ ...verdict, head: z.string().nullable().meta({ description: 'hash of the newest entry, when intact' }) })
  .meta({ id: 'AuditChain' })

const auditCheck = z.object({ ...verdict, at: instant }).meta({ id: 'AuditCheck' })
export type AuditCheck = z.infer<typeof auditCheck>
/** `null` until the installation has verified its chain for the first time. */
export const lastAuditCheck = z.object({ last: auditCheck.nullable() })
