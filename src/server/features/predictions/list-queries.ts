import { type SQL, sql } from 'drizzle-orm'
import type { HighRisk, Prediction, PredictionQuery, UnitRisk } from '../../../contract/predictions.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { assertVisibleAsset, assetScope } from '../fleet/queries.ts'
import { typeName } from '../fleet/types/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { scorecardOf } from './ledger-queries.ts'
import { statusOf } from './status-query.ts'

/** A prediction follows its unit; operators plan nothing and see none. Alias `a`. */
export const predictionScope = (actor: Actor): SQL => (actor.role === 'OPERATOR' ? sql`false` : assetScope(actor))

/** The day shown: the last that was predicted whole. */
const shownDay = sql`(SELECT r.day FROM prediction_run r WHERE r.finished_at IS NOT NULL ORDER BY r.day DESC LIMIT 1)`

const columns = (actor: Actor) => sql`
  p.id, p.day, p.horizon, p.score, json_build_object('id', a.id, 'code', a.code, 'name', a.name) AS asset,
  ${typeName(actor)} AS "typeName", json_build_object('id', s.id, 'name', s.name) AS site,
  nullif(p.system, '') AS system, p.probability, p.risk_class AS "riskClass",
  CASE WHEN p.alike_rows IS NOT NULL THEN
    json_build_object('rows', p.alike_rows, 'observed', p.observed, 'low', p.low, 'high', p.high) END AS alike,
  p.reasons, p.is_demo AS "isDemo",
  CASE WHEN l.id IS NOT NULL THEN json_build_object('id', l.id, 'advice', l.advice, 'raisedAt',
    to_char(l.raised_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'workOrder',
    CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'number', o.number) END) END AS alert`

const tables = sql`
  asset a ON a.id = p.asset_id JOIN asset_type t ON t.id = a.type_id JOIN site s ON s.id = a.site_id
  LEFT JOIN prediction_alert l ON l.asset_id = a.id AND l.system = p.system AND l.outcome IS NULL
  LEFT JOIN work_order o ON o.id = l.work_order_id`

/** The day's predictions that the actor may see, ranked among units or among systems. */
const ranked = (actor: Actor, horizon: SQL, day: SQL) => sql`
  SELECT p.*, row_number() OVER (PARTITION BY p.system = '' ORDER BY p.score DESC, p.id DESC) AS rank
  FROM prediction p JOIN asset a ON a.id = p.asset_id
  WHERE p.day = ${day} AND p.horizon = ${horizon} AND a.archived_at IS NULL AND ${predictionScope(actor)}`

type Row = Prediction & { score: number; cursor?: unknown }
const toItem = <T extends { score: number }>({ score: _, ...item }: T) => item

function conditions(query: Partial<PredictionQuery>): SQL {
  const all = [
    query.assetId ? sql`p.asset_id = ${query.assetId}` : null,
    query.siteId ? sql`a.site_id IN ${sitesBelow(query.siteId)}` : null,
    query.typeId ? sql`a.type_id = ${query.typeId}` : null,
    query.riskClass ? sql`p.risk_class = ${anyOf(query.riskClass, 'text')}` : null,
    query.system ? sql`p.system = ${anyOf(query.system, 'text')}` : null,
    query.whole === undefined ? null : query.whole ? sql`p.system = ''` : sql`p.system <> ''`,
    query.suggested ? sql`l.advice IN ('SUGGESTED', 'TOLD')` : null,
  ].filter((condition) => condition !== null)
  return all.length > 0 ? sql.join(all, sql` AND `) : sql`true`
}

export async function listPredictions(db: Db, actor: Actor, query: PredictionQuery) {
  const by = { by: sql`p.score`, type: 'numeric' } as const
  const { after, orderBy, cursor } = keyset(by, sql`p.id`, 'desc', query.cursor)
  const rows = await db.rows<Row & { cursor: unknown }>(sql`
    SELECT ${columns(actor)}, p.rank, ${cursor} AS cursor
    FROM (${ranked(actor, sql`${query.horizon}::int`, shownDay)}) AS p JOIN ${tables}
    WHERE ${conditions(query)} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  const { items, nextCursor } = toPage(rows, query.limit)
  return { items: items.map((row) => toItem(row as unknown as Row)), nextCursor }
}

export async function getPrediction(db: Db, actor: Actor, id: string): Promise<Prediction> {
  const [own] = await db.rows<{ day: string; horizon: number }>(sql`
    SELECT p.day, p.horizon FROM prediction p JOIN asset a ON a.id = p.asset_id
    WHERE p.id = ${id} AND a.archived_at IS NULL AND ${predictionScope(actor)}`)
  if (!own) throw notFound()
  const [found] = await db.rows<Row>(sql`
    SELECT ${columns(actor)}, p.rank
    FROM (${ranked(actor, sql`${own.horizon}::int`, sql`${own.day}::date`)}) AS p JOIN ${tables}
    WHERE p.id = ${id}`)
  return toItem(found!)
}

/** What will fail: the day's highest risks, with how right the alerts of this month and the last were. */
export async function highRisks(
  db: Db,
  actor: Actor,
  { horizon, now, zone }: { horizon: number; now: string; zone: string },
): Promise<HighRisk> {
  const { state, isDemo, day } = await statusOf(db, actor, { horizon: horizon as 14 })
  const ranking = { horizon: horizon as 14, limit: 5, whole: true }
  const { items } =
    state === 'READY' || state === 'RANKING_ONLY' ? await listPredictions(db, actor, ranking) : { items: [] }
  const { months } = await scorecardOf(db, actor, {}, { now, zone, months: 2, misses: 0 })
  return { state, isDemo, day, items, months }
}

export async function unitRisk(db: Db, actor: Actor, assetId: string, horizon: number): Promise<UnitRisk> {
  await assertVisibleAsset(db, actor, assetId)
  const { state, isDemo } = await statusOf(db, actor, { horizon: horizon as 14 })
  const { items } = await listPredictions(db, actor, { horizon: horizon as 14, assetId, limit: 100 })
  return {
    ...{ state, isDemo },
    whole: items.find(({ system }) => system === null) ?? null,
    systems: items.filter(({ system }) => system !== null).slice(0, 5),
  }
}
