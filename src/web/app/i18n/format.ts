import { useTranslation } from 'react-i18next'
import { config } from '../config.ts'

type Instant = string | number | Date

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** What is made when it is first asked for: the browser's formatters cost milliseconds each on a phone. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function formatterOf(language: string) {
  const locale = language === 'en' ? 'en-GB' : language
  const zone = { timeZone: config.timeZone }
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  const currency = { style: 'currency', currency: config.currency } as const
  const decimals = new Map<number, Intl.NumberFormat>()
  const money = once(() => new Intl.NumberFormat(locale, currency))
  const digits = once(() => money().resolvedOptions().maximumFractionDigits ?? 0)
  const compactMoney = once(
    () => new Intl.NumberFormat(locale, { ...currency, notation: 'compact', maximumFractionDigits: 1 }),
  )
  const date = once(() => new Intl.DateTimeFormat(locale, { ...zone, ...day }))
  const civilDate = once(() => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...day }))
  const shortDate = once(() => new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'short' }))
  const time = once(
    () => new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  )
  const days = new Map<string, Intl.DateTimeFormat>()
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

  const number = (value: number, maximumFractionDigits = 0) => {
    let format = decimals.get(maximumFractionDigits)
    if (!format) {
      format = new Intl.NumberFormat(locale, { maximumFractionDigits })
      decimals.set(maximumFractionDigits, format)
    }
    return format.format(value)
  }
  /** A civil date (`2026-11-24`, or a month's `2026-11`) with the parts that `options` name: "lunes 2 de noviembre". */
  const civil = (value: string, options: Intl.DateTimeFormatOptions) => {
    const key = JSON.stringify(options)
    const format = days.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    days.set(key, format)
    return format.format(new Date(value))
  }
  return {
    locale,
    number,
    /** `share` is a fraction: 0.915 is 91.5 %. */
    percent: (share: number, fractionDigits = 1) => `${number(share * 100, fractionDigits)} %`,
    /** `minor` counts minor units of the company's currency; the peso has none. */
    money: (minor: number) => money().format(minor / 10 ** digits()),
    compactMoney: (minor: number) => compactMoney().format(minor / 10 ** digits()),
    fileSize: (bytes: number) =>
      bytes < 1_000_000 ? `${number(Math.max(1, bytes / 1000))} kB` : `${number(bytes / 1_000_000, 1)} MB`,
    hours: (hours: number) => `${number(hours, 1)} h`,
    /** An instant as its date; a civil date (`2026-11-24`) as itself, in no zone. */
    date: (value: Instant) =>
      typeof value === 'string' && value.length === 10
        ? civilDate().format(new Date(value))
        : date().format(new Date(value)),
    civil,
    /** 1 is January. */
    monthName: (month: number) => civil(`2026-${String(month).padStart(2, '0')}`, { month: 'long' }),
    shortDate: (value: Instant) => shortDate().format(new Date(value)),
    time: (value: Instant) => time().format(new Date(value)),
    dateTime: (value: Instant) => `${date().format(new Date(value))} ${time().format(new Date(value))}`,
    /** "hace 3 horas", "en 2 días": for what is near; show the exact time as well. */
    relative: (value: Instant, now: Instant = Date.now()) => {
      const seconds = (new Date(value).getTime() - new Date(now).getTime()) / 1000
      const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['minute', 60]
      return relative().format(Math.trunc(seconds / size), unit)
    },
  }
}

export type Formatter = ReturnType<typeof formatterOf>

const formatters = new Map<string, Formatter>()

/**
 * Numbers, money, dates and durations in the words of `language`, in the company's time zone. English is written the
 * British way: day before month, as in Spanish.
 */
export function formatter(language: string): Formatter {
  const made = formatters.get(language) ?? formatterOf(language)
  formatters.set(language, made)
  return made
}

/** The formatter of the current language. */
export const useFormat = (): Formatter => formatter(useTranslation().i18n.language)
