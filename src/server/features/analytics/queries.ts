import { type SQL, sql } from 'drizzle-orm'
import type {
  AnalyticsQuery,
  AnalyticsSummary,
  ScriptErrorDetail,
  ScriptErrorGroup,
  ScriptErrorQuery,
} from '../../../contract/analytics.ts'
import { addDays, dateAt, dayNumber, startOfDate } from '../../../domain/civil-time.ts'
import { type VitalName, vitalNames, vitalQuantile, vitalShares } from '../../../domain/web-vitals.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'

/** The longest period that is answered, in days. */
const longestDays = 3660

function askedDays({ from, to }: AnalyticsQuery, { config, now }: Runtime) {
  const last = to ?? dateAt(Date.parse(now()), config.COMPANY_TIME_ZONE)
  const first = from ?? addDays(last, -27)
  if (last < first) throw refuseField('to', 'invalid')
  if (dayNumber(last) - dayNumber(first) >= longestDays) throw refuseField('from', 'invalid')
  return { from: first, to: last }
}

interface Counted {
  days: AnalyticsSummary['days']
  pages: AnalyticsSummary['pages']
  paths: AnalyticsSummary['paths']
  byDevice: AnalyticsSummary['byDevice']
  byLanguage: AnalyticsSummary['byLanguage']
  byCountry: AnalyticsSummary['byCountry']
  buckets: { page: string; name: VitalName; bucket: number; n: number }[]
}

const viewsBy = (column: SQL) => sql`
  (SELECT coalesce(json_agg(v ORDER BY v.views DESC, v.${column}), '[]') FROM
    (SELECT ${column}, sum(views) AS views FROM seen GROUP BY ${column}) v)`

/** Views, their kinds and the web vitals of a period of civil days. */
export async function analyticsSummary(
  runtime: Runtime,
  asked: AnalyticsQuery,
): Promise<Omit<AnalyticsSummary, 'enabled' | 'countries'>> {
  const { from, to } = askedDays(asked, runtime)
  const [row] = await runtime.database.db.rows<Counted>(sql`
    WITH seen AS (SELECT * FROM page_view_count WHERE day BETWEEN ${from} AND ${to})
    SELECT
      (SELECT json_agg(json_build_object('day', to_char(d, 'YYYY-MM-DD'), 'views', coalesce(v.views, 0)) ORDER BY d)
        FROM generate_series(${from}::date, ${to}::date, interval '1 day') d
        LEFT JOIN (SELECT day, sum(views) AS views FROM seen GROUP BY day) v ON v.day = d::date) AS days,
      ${viewsBy(sql`page`)} AS pages,
      (SELECT coalesce(json_agg(s), '[]') FROM
        (SELECT from_page AS "from", page, sum(views) AS views FROM page_step_count
         WHERE day BETWEEN ${from} AND ${to} GROUP BY from_page, page ORDER BY views DESC, from_page, page LIMIT 20) s
      ) AS paths,
      ${viewsBy(sql`device`)} AS "byDevice",
      ${viewsBy(sql`language`)} AS "byLanguage",
      ${viewsBy(sql`country`)} AS "byCountry",
      (SELECT coalesce(json_agg(b), '[]') FROM
        (SELECT page, name, bucket, sum(n) AS n FROM web_vital_count
         WHERE day BETWEEN ${from} AND ${to} GROUP BY page, name, bucket) b) AS buckets`)
  const { buckets, ...views } = row!
  const measured = [...new Set(buckets.map(({ page }) => page))].map((page) => ({
    page,
    vitals: vitalsOf(buckets.filter((bucket) => bucket.page === page)),
  }))
  const most = ({ vitals }: (typeof measured)[number]) => Math.max(...vitals.map(({ n }) => n))
  return {
    from,
    to,
    ...views,
    vitals: vitalsOf(buckets),
    vitalsByPage: measured.sort((a, b) => most(b) - most(a) || (a.page < b.page ? -1 : 1)),
  }
}

function vitalsOf(buckets: Counted['buckets']): AnalyticsSummary['vitals'] {
  return vitalNames.flatMap((name) => {
    const counts = new Map<number, number>()
    for (const { bucket, n } of buckets.filter((one) => one.name === name)) {
      counts.set(bucket, (counts.get(bucket) ?? 0) + n)
    }
    const p75 = vitalQuantile(name, counts, 0.75)
    if (p75 === null) return []
    const { GOOD: good, NEEDS_IMPROVEMENT: needsImprovement, POOR: poor } = vitalShares(name, counts)
    return [{ name, p75, n: good + needsImprovement + poor, good, needsImprovement, poor }]
  })
}

const groupColumns = sql`e.id, e.kind, e.message, e.page, e.count, e.first_seen_at AS "firstSeenAt",
  e.last_seen_at AS "lastSeenAt", e.first_release AS "firstRelease", e.last_release AS "lastRelease"`

/** Errors seen in a period of civil days, the latest first. */
export async function listScriptErrors(runtime: Runtime, query: ScriptErrorQuery) {
  const { from, to } = askedDays(query, runtime)
  const zone = runtime.config.COMPANY_TIME_ZONE
  const [start, end] = [from, addDays(to, 1)].map((day) => new Date(startOfDate(day, zone)).toISOString())
  const { after, orderBy, cursor } = keyset(
    { by: sql`e.last_seen_at`, type: 'timestamptz' },
    sql`e.id`,
    'desc',
    query.cursor,
  )
  const rows = await runtime.database.db.rows<ScriptErrorGroup & { cursor: unknown }>(sql`
    SELECT ${groupColumns}, ${cursor} AS cursor FROM script_error e
    WHERE e.last_seen_at >= ${start} AND e.first_seen_at < ${end} AND ${after}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

export async function scriptErrorDetail(db: Db, id: string): Promise<ScriptErrorDetail> {
  const [error] = await db.rows<ScriptErrorDetail>(
    sql`SELECT ${groupColumns}, e.source, e.stack FROM script_error e WHERE e.id = ${id}`,
  )
  if (!error) throw new Problem('request.notFound')
  return error
}
