const separators = new Map<string, { group: string; decimal: string }>()

function separatorsOf(locale: string) {
  let found = separators.get(locale)
  if (!found) {
    const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(12_345.6)
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
    found = { group: of('group'), decimal: of('decimal') }
    separators.set(locale, found)
  }
  return found
}

/**
 * A number as a person writes it: `1.234,5` in es-CL, `1,234.5` in English. A group separator that does not stand
 * before three digits is taken for the decimal one, because the keypad of a desk has only that key.
 * `null` for an empty text, `NaN` for what is no number.
 */
export function parseNumber(text: string, locale: string): number | null {
  const { group, decimal } = separatorsOf(locale)
  const compact = text.replace(/[\s\u00a0\u202f$%]/g, '').replace('\u2212', '-')
  if (!compact) return null
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d*)?$`)
  const plain = new RegExp(`^-?\\d*\\${decimal}?\\d*$`)
  if (grouped.test(compact)) return Number(compact.replaceAll(group, '').replace(decimal, '.'))
  if (plain.test(compact)) return numberOf(compact.replace(decimal, '.'))
  return /^-?\d*\.?\d*$/.test(compact) || /^-?\d*,?\d*$/.test(compact)
    ? numberOf(compact.replace(',', '.'))
    : Number.NaN
}

const numberOf = (text: string) => (/\d/.test(text) ? Number(text) : Number.NaN)

/** A number as it stands in a field: in the person's own form, without rounding what they wrote. */
export function numberText(value: number | null | undefined, locale: string, fractionDigits: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return ''
  return new Intl.NumberFormat(locale, { maximumFractionDigits: fractionDigits }).format(value)
}
