import { sql } from 'drizzle-orm'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Context } from '../../platform/command.ts'

const prefixes = { purchaseRequest: 'SC', purchase: 'OC', stockCount: 'CI' } as const

/** The next number of a kind in this civil year, as `OC-2026-000042`: without gaps, like those of work orders. */
export async function takeNumber({ tx, now, runtime }: Context, kind: keyof typeof prefixes): Promise<string> {
  const year = dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE).slice(0, 4)
  const [counter] = await tx.rows<{ value: number }>(sql`
    INSERT INTO counter (name, value) VALUES (${`${kind}-${year}`}, 1)
    ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value`)
  return `${prefixes[kind]}-${year}-${String(counter!.value).padStart(6, '0')}`
}
