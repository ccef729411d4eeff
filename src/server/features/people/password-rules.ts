import { commonPasswords } from '../../../domain/common-passwords.ts'
import { checkPassword } from '../../../domain/password.ts'
import type { Config } from '../../platform/config.ts'
import { Problem } from '../../platform/problem.ts'

interface Owner {
  name: string
  email: string
  /** Whether a second factor follows the password: then a shorter one is enough. */
  secondFactor: boolean
}

/** What speaks against `password` for its owner; empty when it may be used. */
export function passwordRefusals(config: Config, owner: Owner, password: string) {
  return checkPassword(password, {
    secondFactor: owner.secondFactor,
    common: commonPasswords,
    context: [owner.name, owner.email, config.COMPANY_NAME, 'Faena'],
  })
}

/** Throws with every reason why `owner` may not use `password`, at the field it was typed in. */
export function assertPasswordAllowed(config: Config, owner: Owner, password: string, field: string): void {
  const refusals = passwordRefusals(config, owner, password)
  if (refusals.length > 0) {
    throw new Problem(
      'auth.weakPassword',
      {},
      refusals.map(({ code, params }) => ({ field, code, params })),
    )
  }
}
