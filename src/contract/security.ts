import { z } from 'zod'
import { instant, page, pageQuery, uuid } from './common.ts'

export const securityKinds = [
  'signedIn',
  'signInRefused',
  'signInLocked',
  'signedOut',
  'rightsChanged',
  'passwordChanged',
  'permissionRefused',
  'originRefused',
  'hostRefused',
  'limitExceeded',
] as const
export type SecurityKind = (typeof securityKinds)[number]

const securityEvent = z
  .object({
    id: uuid,
    at: instant,
    kind: z.enum(securityKinds),
    count: z.int().meta({ description: 'how often within one second' }),
    ip: z.string(),
    person: z.object({ id: uuid, name: z.string() }).nullable(),
    subject: z.string().nullable().meta({ description: 'the address of a sign-in, or whom a change was about' }),
    route: z.string(),
    requestId: z.string(),
  })
  .meta({ id: 'SecurityEvent' })
export type SecurityEvent = z.infer<typeof securityEvent>

export const securityQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(securityKinds).optional(),
  ip: z.string().max(64).optional(),
  personId: uuid.optional(),
  from: instant.optional(),
  to: instant.optional().meta({ description: 'exclusive' }),
})
export type SecurityQuery = z.infer<typeof securityQuery>
export const securityPage = page(securityEvent)
