import { type Refusal, refuse } from './refusal.ts'

/** NIST SP 800-63B-4 §3.1.1.2: 15 characters where the password is the only factor, 8 where a second one follows. */
const minimumPasswordLength = { singleFactor: 15, withSecondFactor: 8 } as const
/** The standard asks for at least 64; the limit only keeps hashing cheap. */
const maximumPasswordLength = 128

export type PasswordPolicy = {
  readonly secondFactor: boolean
  /** Lower-case passwords everybody tries first; see `common-passwords.ts`. */
  readonly common: ReadonlySet<string>
  /** What an attacker knows of the person: e-mail, name, company, product. */
  readonly context: readonly string[]
}

export type PasswordRefusal = Refusal<
  'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_COMMON' | 'PASSWORD_PREDICTABLE' | 'PASSWORD_PERSONAL'
>

/** The form that is hashed, so that the same keys give the same password on every device (ibid. §3.1.1.2: NFKC or NFKD). */
export function normalisePassword(text: string): string {
  return text.normalize('NFKC')
}

const lettersOnly = (text: string) => text.replace(/[^\p{L}]/gu, '')

/** `Password1234567!` → `password`: digits and signs around a word are the first thing that is tried. */
const undecorated = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

/** The shortest text that repeated makes up the whole: `abcabcabc` → `abc`. */
function repeatedUnit(text: string): string {
  const period = (text + text).indexOf(text, 1)
  return text.slice(0, period)
}

/** `123456789012345`, `zyxwvu…`: every character follows from the one before. */
function isRun(characters: readonly string[]): boolean {
  const steps = characters.slice(1).map((c, i) => {
    const before = characters[i]!
    const step = c.codePointAt(0)! - before.codePointAt(0)!
    return /\d/.test(c) && /\d/.test(before) ? (step + 10) % 10 : step
  })
  return [1, -1, 9].some((step) => steps.every((s) => s === step))
}

/** Words of at least four letters in what is known of the person: `ana.soto@faena.example` → itself, `soto`, `faena`, … */
function contextWords(context: readonly string[]): string[] {
  const whole = context.map((text) => text.toLowerCase().trim())
  const words = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))
  return [...new Set([...whole, ...words])].filter((word) => lettersOnly(word).length >= 4)
}

/**
 * Everything that speaks against a password; empty when it may be used. No rule of composition (the standard forbids
 * them): any characters in any script count, one per code point. The whole password is compared with the lists, also
 * without the digits and signs around it and when it only repeats one word; words inside a phrase are welcome.
 */
export function checkPassword(text: string, policy: PasswordPolicy): PasswordRefusal[] {
  const refusals: PasswordRefusal[] = []
  const password = normalisePassword(text)
  const characters = [...password]
  const minimum = minimumPasswordLength[policy.secondFactor ? 'withSecondFactor' : 'singleFactor']
  if (characters.length < minimum) refusals.push(refuse('PASSWORD_TOO_SHORT', { minimum }))
  if (characters.length > maximumPasswordLength) {
    refusals.push(refuse('PASSWORD_TOO_LONG', { maximum: maximumPasswordLength }))
  }
  if (characters.length === 0) return refusals

  const lower = password.toLowerCase()
  const unit = repeatedUnit(lower)
  const forms = [...new Set([lower, undecorated(lower), unit, undecorated(unit), repeatedUnit(undecorated(lower))])]
  if (forms.some((form) => policy.common.has(form))) refusals.push(refuse('PASSWORD_COMMON'))
  if (unit.length <= 3 || isRun([...unit])) refusals.push(refuse('PASSWORD_PREDICTABLE'))
  const word = contextWords(policy.context).find((known) => forms.includes(known))
  if (word) refusals.push(refuse('PASSWORD_PERSONAL', { word }))
  return refusals
}
