import { v7 } from 'uuid'
import type { ErrorCode } from '../../contract/errors.ts'
import type { SecurityKind } from '../../contract/security.ts'
import type { Runtime } from './runtime.ts'
import { securityEvent } from './tables.ts'

export interface SecurityFact {
  kind: SecurityKind
  ip: string
  personId: string | null
  /** Whom or what it was about: the address of a sign-in, the person whose rights changed. */
  subject: string | null
  route: string
  requestId: string
}

/** Which refusals tell of somebody who tries what is not theirs. An expired token is everyday. */
const refusals: Partial<Record<ErrorCode, SecurityKind>> = {
  'auth.invalidCredentials': 'signInRefused',
  'auth.locked': 'signInLocked',
  'auth.oidcDenied': 'signInRefused',
  'auth.oidcExpired': 'signInRefused',
  'auth.oidcInvalid': 'signInRefused',
  'auth.oidcUnknown': 'signInRefused',
  'auth.oidcUnverified': 'signInRefused',
  'auth.oidcDomain': 'signInRefused',
  'auth.oidcOtherIdentity': 'signInRefused',
  'auth.oidcDeactivated': 'signInRefused',
  'auth.forbidden': 'permissionRefused',
  'auth.originRefused': 'originRefused',
  'request.tooMany': 'limitExceeded',
  'request.hostNotAllowed': 'hostRefused',
}

export const kindOfRefusal = (code: ErrorCode): SecurityKind | null => refusals[code] ?? null

export interface SecurityLog {
  record(fact: SecurityFact): void
  /** Writes down what is still in memory. */
  flush(): Promise<void>
}

/** How long (ms) facts wait to be written together, and how many different ones at most. */
const wait = 1000
const atMost = 500

/**
 * Keeps security facts as log lines and as rows. Rows are written behind the answers, the same fact of one second as one row
 * with a count: somebody who floods the door fills no table.
 */
export function openSecurityLog({ database, log, now }: Runtime): SecurityLog {
  const lines = log.child({ part: 'security' })
  const waiting = new Map<string, SecurityFact & { at: string; count: number }>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  async function write(): Promise<void> {
    const facts = [...waiting.values()]
    waiting.clear()
    timer = undefined
    if (facts.length === 0) return
    await database.db
      .insert(securityEvent)
      .values(facts.map((fact) => ({ id: v7(), ...fact })))
      .catch((error) => lines.error({ err: error, facts: facts.length }, 'security facts not written'))
  }
  const flush = () => {
    clearTimeout(timer)
    writing = writing.then(write)
    return writing
  }

  return {
    record(fact) {
      const { kind, ip, personId, subject, route } = fact
      lines.info({ ...fact, security: kind }, 'security')
      const key = JSON.stringify([kind, ip, personId, subject, route])
      const known = waiting.get(key)
      if (known) known.count += 1
      else if (waiting.size < atMost) waiting.set(key, { ...fact, at: now(), count: 1 })
      timer ??= setTimeout(() => void flush(), wait).unref()
    },
    flush,
  }
}
