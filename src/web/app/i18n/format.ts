import { useMemo } from 'react'
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

/**
 * Numbers, money, dates and durations in the words of `language`, in the company's time zone. English is written the
 * British way: day before month, as in Spanish.
 */
export function formatter(language: string) {
  const locale = language === 'en' ? 'en-GB' : language
  const zone = { timeZone: config.timeZone }
  const decimals = new Map<number, Intl.NumberFormat>()
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: config.currency })
  const digits = money.resolvedOptions().maximumFractionDigits ?? 0
  const compactMoney = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: config.currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  const date = new Intl.DateTimeFormat(locale, { ...zone, day: '2-digit', month: '2-digit', year: 'numeric' })
  const civil = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' })
  const shortDate = new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'short' })
  const time = new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  const number = (value: number, maximumFractionDigits = 0) => {
    let format = decimals.get(maximumFractionDigits)
    if (!format) {
      format = new Intl.NumberFormat(locale, { maximumFractionDigits })
      decimals.set(maximumFractionDigits, format)
    }
    return format.format(value)
  }
  return {
    locale,
    number,
    /** `share` is a fraction: 0.915 is 91.5 %. */
    percent: (share: number, fractionDigits = 1) => `${number(share * 100, fractionDigits)} %`,
    /** `minor` counts minor units of the company's currency; the peso has none. */
    money: (minor: number) => money.format(minor / 10 ** digits),
    compactMoney: (minor: number) => compactMoney.format(minor / 10 ** digits),
    fileSize: (bytes: number) =>
      bytes < 1_000_000 ? `${number(Math.max(1, bytes / 1000))} kB` : `${number(bytes / 1_000_000, 1)} MB`,
    hours: (hours: number) => `${number(hours, 1)} h`,
    /** An instant as its date; a civil date (`2026-11-24`) as itself, in no zone. */
    date: (value: Instant) =>
      typeof value === 'string' && value.length === 10 ? civil.format(new Date(value)) : date.format(new Date(value)),
    shortDate: (value: Instant) => shortDate.format(new Date(value)),
    time: (value: Instant) => time.format(new Date(value)),
    dateTime: (value: Instant) => `${date.format(new Date(value))} ${time.format(new Date(value))}`,
    /** "hace 3 horas", "en 2 días": for what is near; show the exact time as well. */
    relative: (value: Instant, now: Instant = Date.now()) => {
      const seconds = (new Date(value).getTime() - new Date(now).getTime()) / 1000
      const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['minute', 60]
      return relative.format(Math.trunc(seconds / size), unit)
    },
  }
}

export type Formatter = ReturnType<typeof formatter>

/** The formatter of the current language. */
export function useFormat(): Formatter {
  const { i18n } = useTranslation()
  return useMemo(() => formatter(i18n.language), [i18n.language])
}
