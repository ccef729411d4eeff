import { sql } from 'drizzle-orm'
import { bigint, customType, integer, uuid } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'

/** PostgreSQL's text of a UTC instant (`2026-01-31 12:00:00.5+00`) as ISO 8601 (`2026-01-31T12:00:00.5Z`). */
export function isoInstant(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`
}

export const id = () => uuid('id').primaryKey().$defaultFn(v7)

/** An instant in UTC, an ISO 8601 string in code. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: isoInstant,
})

/** A calendar day without a zone, `YYYY-MM-DD`. */
export const civilDate = customType<{ data: string; driverData: string }>({ dataType: () => 'date' })

const decimal = (precision: number, scale: number) =>
  customType<{ data: number; driverData: string | number }>({
    dataType: () => `numeric(${precision},${scale})`,
    fromDriver: Number,
    toDriver: (value) => value,
  })

/** Hours, two decimals. */
export const hours = decimal(8, 2)

/** A meter's reading in km or hours, one decimal. */
export const meterValue = decimal(12, 1)

/** Minor units of the company's currency. */
export const money = (name: string) => bigint(name, { mode: 'number' })

/** Counts the changes of a mutable record; the value of its ETag. */
export const version = () => integer('version').notNull().default(1)

export const createdAt = () => instant('created_at').notNull().default(sql`now()`)
