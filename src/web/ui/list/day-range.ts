import { addDays } from '../../../domain/civil-time.ts'
import { config } from '../../app/config.ts'
import { instantOf } from '../form/civil-time.ts'

/** A filter by days (`2026-03-01`), as the API takes it: from the first instant of `from` to the first after `to`. */
export function asInstants<F extends { from?: string | undefined; to?: string | undefined }>(filter: F): F {
  const startOf = (day: string) => instantOf(`${day}T00:00`, config.timeZone)
  const { from, to } = filter
  return { ...filter, ...(from ? { from: startOf(from) } : {}), ...(to ? { to: startOf(addDays(to, 1)) } : {}) }
}
