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
  channel: 'web' | 'api' | 'cli' | 'job' | 'telegram' | 'public'
  requestId: string
  locale: Locale
  /** The `Idempotency-Key` of a POST with the SHA-256 of its body. */
  idempotency?: { key: string; fingerprint: string }
  /** The key of another system that asks in this person's name, and all that it may do. */
  token?: { id: string; permissions: readonly Permission[] }
}

/** Whether `actor` has a permission: by role, and for a key of another system by what it was given. */
export function may(actor: Actor, permission: Permission): boolean {
  return allowed(actor.role, permission) && (!actor.token || actor.token.permissions.includes(permission))
}

export function assertAllowed(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw new Problem('auth.forbidden')
}

/** The product acting by itself: unrestricted, and named as what it is in the audit log. */
export function systemActor(channel: 'cli' | 'job', requestId: string): Actor {
  return { personId: null, name: 'Faena', role: 'ADMIN', siteIds: null, channel, requestId, locale: 'es-CL' }
}
