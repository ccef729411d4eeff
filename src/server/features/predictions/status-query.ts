import { sql } from 'drizzle-orm'
import type { PredictionStatus, PredictionStatusQuery } from '../../../contract/predictions.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { assetScope } from '../fleet/queries.ts'
import { parameterValues } from '../parameters/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { modelRows } from './model-queries.ts'
import { isDemo } from './queries.ts'

interface Counts {
  day: string | null
  finishedAt: string | null
  running: boolean
  units: number
  suggestions: number
  LOW: number
  MEDIUM: number
  HIGH: number
  CRITICAL: number
}

/** Where predictions stand: a model or why there is none, the last day that was predicted, and its counts. */
export async function statusOf(
  db: Db,
  actor: Actor,
  query: PredictionStatusQuery,
): Promise<Omit<PredictionStatus, 'nextRunAt'>> {
  const models = await modelRows(db, sql`true`, 20)
  const model =
    models.find(({ inForce }) => inForce) ??
    (await modelRows(db, sql`m.state = 'TRAINED'`, 20)).find(({ inForce }) => inForce) ??
    null
  const training = models.find(({ state }) => state === 'QUEUED' || state === 'RUNNING') ?? null
  const lastTraining = models.find(({ finishedAt }) => finishedAt !== null) ?? null
  const scope = sql`${assetScope(actor)} AND ${query.siteId ? sql`a.site_id IN ${sitesBelow(query.siteId)}` : sql`true`}`
  const byClass = (name: string) => sql`count(*) FILTER (WHERE p.risk_class = ${name} AND p.system = '')`
  const [counts] = await db.rows<Counts>(sql`
    WITH shown AS (SELECT r.day, r.finished_at FROM prediction_run r WHERE r.finished_at IS NOT NULL ORDER BY r.day DESC LIMIT 1)
    SELECT (SELECT day FROM shown) AS day, (SELECT finished_at FROM shown) AS "finishedAt",
      EXISTS (SELECT FROM prediction_run r WHERE r.finished_at IS NULL) AS running,
      count(*) FILTER (WHERE p.system = '') AS units, ${byClass('LOW')} AS "LOW", ${byClass('MEDIUM')} AS "MEDIUM",
      ${byClass('HIGH')} AS "HIGH", ${byClass('CRITICAL')} AS "CRITICAL",
      (SELECT count(*) FROM prediction_alert l JOIN asset a ON a.id = l.asset_id
        WHERE l.outcome IS NULL AND l.advice = 'SUGGESTED' AND a.archived_at IS NULL AND ${scope}) AS suggestions
    FROM prediction p JOIN asset a ON a.id = p.asset_id
    WHERE p.day = (SELECT day FROM shown) AND p.horizon = ${query.horizon} AND a.archived_at IS NULL AND ${scope}`)
  const { day, finishedAt, running, units, suggestions, LOW, MEDIUM, HIGH, CRITICAL } = counts!
  const champion = model?.champions.find(({ days }) => days === query.horizon)?.name ?? null
  const parameters = await parameterValues(db)
  return {
    state: stateOf(),
    isDemo: model ? model.isDemo : await isDemo(db),
    ...{
      day,
      finishedAt,
      running,
      horizon: query.horizon,
      champion,
      units,
      suggestions,
      model,
      training,
      lastTraining,
    },
    counts: { LOW, MEDIUM, HIGH, CRITICAL },
    parameters: {
      workOrders: parameters['predictions.workOrders'],
      alertBudget: parameters['predictions.alertBudget'],
      horizon: parameters['predictions.horizon'],
      coolDownDays: parameters['predictions.coolDownDays'],
    },
  }

  function stateOf(): PredictionStatus['state'] {
    if (!model) return lastTraining?.state === 'ABSTAINED' ? 'ABSTAINS' : 'NO_MODEL'
    if (day === null || units === 0) return 'NOT_RUN'
    return champion === null ? 'RANKING_ONLY' : 'READY'
  }
}
