import type { Locale } from '../../contract/errors.ts'
import { allowed, type Permission, type Role } from '../../contract/permissions.ts'
import { Problem } from './problem.ts'

/** Who asks, from where: given to every query and command, whatever the channel. */
export interface Actor {
  /** `null` for the system itself (jobs, command line). */
  personId: string | null
  name: string
  role: Role
  /** Sites in scope, those below included; `null` means every site. */
  siteIds: readonly string[] | null
  channel: 'web' | 'cli' | 'job' | 'telegram' | 'public'
  requestId: string
  locale: Locale
  /** The `Idempotency-Key` of a POST with the SHA-256 of its body. */
  idempotency?: { key: string; fingerprint: string }
}

export function assertAllowed(actor: Actor, permission: Permission): void {
  if (!allowed(actor.role, permission)) throw new Problem('auth.forbidden')
}

/** The product acting by itself: unrestricted, and named as what it is in the audit log. */
export function systemActor(channel: 'cli' | 'job', requestId: string): Actor {
  return { personId: null, name: 'Faena', role: 'ADMIN', siteIds: null, channel, requestId, locale: 'es-CL' }
}
