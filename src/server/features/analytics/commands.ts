import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { AnalyticsBatch } from '../../../contract/analytics.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { pageStepCount, pageViewCount, scriptError, webVitalCount } from './tables.ts'
import { type TalliedError, tally } from './tally.ts'

/** Errors kept apart; those that are new beyond them are dropped until old ones are forgotten. */
export const mostErrors = 500

/** Adds one batch to the counters of its day. Neither the address nor the person is written anywhere. */
export async function countBatch(
  { database, config, now }: Runtime,
  batch: AnalyticsBatch,
  country: string,
): Promise<void> {
  const at = now()
  const day = dateAt(Date.parse(at), config.COMPANY_TIME_ZONE)
  const { device, language, release } = batch
  const { views, steps, vitals, errors } = tally(batch)
  await database.transaction(async (tx) => {
    if (views.length > 0) {
      const { day: byDay, page, device: byDevice, language: byLanguage, country: byCountry } = pageViewCount
      await tx
        .insert(pageViewCount)
        .values(views.map(({ key: [page], n }) => ({ day, page, device, language, country, views: n })))
        .onConflictDoUpdate({
          target: [byDay, page, byDevice, byLanguage, byCountry],
          set: { views: sql`${pageViewCount.views} + excluded.views` },
        })
    }
    if (steps.length > 0) {
      await tx
        .insert(pageStepCount)
        .values(steps.map(({ key: [from, page], n }) => ({ day, from, page, views: n })))
        .onConflictDoUpdate({
          target: [pageStepCount.day, pageStepCount.from, pageStepCount.page],
          set: { views: sql`${pageStepCount.views} + excluded.views` },
        })
    }
    if (vitals.length > 0) {
      await tx
        .insert(webVitalCount)
        .values(vitals.map(({ key: [page, name, bucket], n }) => ({ day, page, name, bucket, n })))
        .onConflictDoUpdate({
          target: [webVitalCount.day, webVitalCount.page, webVitalCount.name, webVitalCount.bucket],
          set: { n: sql`${webVitalCount.n} + excluded.n` },
        })
    }
    if (errors.length > 0) await countErrors(tx, errors, release, at)
  })
}

async function countErrors(tx: Tx, errors: TalliedError[], release: string, at: string): Promise<void> {
  const fingerprints = sql.join(
    errors.map(({ fingerprint }) => sql`${fingerprint}`),
    sql`, `,
  )
  const [state] = await tx.rows<{ known: string[]; all: number }>(sql`
    SELECT coalesce((SELECT json_agg(fingerprint) FROM script_error WHERE fingerprint IN (${fingerprints})), '[]') AS known,
      (SELECT count(*) FROM script_error) AS all`)
  let room = mostErrors - state!.all
  const kept = errors.filter(({ fingerprint }) => state!.known.includes(fingerprint) || room-- > 0)
  if (kept.length === 0) return
  await tx
    .insert(scriptError)
    .values(
      kept.map((error) => ({
        ...error,
        id: v7(),
        firstSeenAt: at,
        lastSeenAt: at,
        firstRelease: release,
        lastRelease: release,
      })),
    )
    .onConflictDoUpdate({
      target: scriptError.fingerprint,
      set: {
        // A counter at the end of its type stays there.
        count: sql`least(${scriptError.count}::bigint + excluded.count, 2147483647)`,
        message: sql`excluded.message`,
        source: sql`excluded.source`,
        stack: sql`excluded.stack`,
        page: sql`excluded.page`,
        lastSeenAt: sql`excluded.last_seen_at`,
        lastRelease: sql`excluded.last_release`,
      },
    })
}
