import { roundHalfAway } from '../order-cost.ts'

/** The sign before the decimals; the other one of `.` and `,` may separate thousands. */
export const decimalSigns = ['.', ','] as const
export type DecimalSign = (typeof decimalSigns)[number]

const currency = /^(?:CLP|USD|US\$|UF|EUR|\$|€)|(?:CLP|USD|EUR|\$|€)$/gi
const forms = {
  '.': /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$|^\.\d+$|^\d+(?:\.\d+)?e[+-]?\d+$/i,
  ',': /^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d*)?$|^,\d+$/,
} as const

/**
 * Reads a number or an amount as people and systems write it: currency signs, spaces or apostrophes between thousands,
 * a minus before or after, negatives in parentheses. `null` when it is not a number with this decimal sign.
 */
export function parseWrittenNumber(text: string, decimal: DecimalSign): number | null {
  let bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/[−–]/g, '-')
  const inParentheses = /^\(.+\)$/.test(bare)
  if (inParentheses) bare = bare.slice(1, -1)
  let signs = inParentheses ? 1 : 0
  const takeSign = () => {
    const signed = /^-(.*)$/.exec(bare) ?? /^(.*[^e])-$/i.exec(bare)
    if (!signed) return
    bare = signed[1]!
    signs += 1
  }
  takeSign()
  bare = bare.replace(/^\+/, '').replace(currency, '')
  takeSign()
  if (signs > 1 || !forms[decimal].test(bare)) return null
  const plain = decimal === '.' ? bare.replaceAll(',', '') : bare.replaceAll('.', '').replace(',', '.')
  const value = Number(plain)
  if (!Number.isFinite(value)) return null
  return signs === 1 && value !== 0 ? -value : value
}

/** Decimals of a currency (ISO 4217): none for CLP, two for USD. */
export function minorDigits(code: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2
}

/** An amount in whole minor units of a currency with `digits` decimals; the halves go away from zero. */
export function toMinorUnits(amount: number, digits: number): number {
  // The shift is done on the decimal text: 1.005 × 100 is 100.499… in binary.
  const [mantissa, exponent = '0'] = String(amount).split('e')
  return roundHalfAway(Number(`${mantissa}e${Number(exponent) + digits}`))
}
