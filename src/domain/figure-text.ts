export type FigureKind = 'count' | 'hours' | 'money' | 'rate' | 'percent' | 'quantity'

const tagOf = (language: string) => (language === 'en' ? 'en-GB' : language)

const numbers = new Map<string, Intl.NumberFormat>()

function formatOf(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${language} ${options.currency ?? ''} ${options.maximumFractionDigits ?? ''}`
  const known = numbers.get(name)
  if (known) return known
  const format = new Intl.NumberFormat(tagOf(language), options)
  numbers.set(name, format)
  return format
}

/** A number as people of `language` write it. */
export function numberText(value: number, language: string, maximumFractionDigits = 0): string {
  return formatOf(language, { maximumFractionDigits }).format(value)
}

/** `minor` counts minor units of the currency (ISO 4217); the peso has none. */
export function moneyText(minor: number, language: string, currency: string): string {
  const format = formatOf(language, { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0))
}

/** A figure of a report in words: the same on the screen and on paper. Percentages run from 0 to 100. */
export function figureText(kind: FigureKind, value: number, language: string, currency: string): string {
  switch (kind) {
    case 'count':
      return numberText(value, language)
    case 'quantity':
      return numberText(value, language, 3)
    case 'hours':
      return `${numberText(value, language, 1)} h`
    case 'percent':
      return `${numberText(value, language, 1)} %`
    case 'money':
    case 'rate':
      return moneyText(value, language, currency)
  }
}
