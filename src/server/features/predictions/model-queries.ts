import { type SQL, sql } from 'drizzle-orm'
import type {
  BackTest,
  ModelAbstention,
  ModelSummary,
  PredictionModel,
  PredictionModelQuery,
} from '../../../contract/prediction-models.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'

type Row = Omit<PredictionModel, 'champions' | 'abstentions' | 'limits' | 'progress'> & {
  summary: Partial<ModelSummary> | null
  done: number
  total: number
}

/** The newest trained model whose file is sound: its predictions are the ones shown. */
const inForce = sql`
  (SELECT f.id FROM prediction_model f WHERE f.state = 'TRAINED' AND f.broken_at IS NULL
    ORDER BY f.finished_at DESC, f.id DESC LIMIT 1)`

const columns = sql`
  m.id, m.state, m.cause, CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS "requestedBy",
  m.created_at AS "createdAt", m.started_at AS "startedAt", m.finished_at AS "finishedAt",
  m.cancel_requested_at IS NOT NULL AS "cancelRequested", m.done, m.total, m.seed, m.parameters,
  m.code_version AS "codeVersion", m.data_hash AS "dataHash", m.artefact_file AS "artefactFile",
  m.artefact_hash AS "artefactHash", m.is_demo AS "isDemo", m.id = ${inForce} AS "inForce",
  CASE WHEN m.broken_at IS NOT NULL THEN json_build_object('at',
    to_char(m.broken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'reason', m.broken_reason) END AS broken,
  m.error, m.drift, m.summary`

function toModel({ summary, done, total, inForce: current, ...row }: Row): PredictionModel {
  const champions = (summary?.contests ?? []).map(({ days, champion, competitors, rows }) => {
    const own = competitors.find(({ name }) => name === (champion ?? 'empiricalBayes'))!
    const { logLoss, brierSkill, auc, precisionAtK } = own
    return { days, name: champion, logLoss, brierSkill, auc, precisionAtK, rows }
  })
  return {
    ...{ ...row, inForce: current ?? false, progress: { done, total }, limits: summary?.limits ?? null, champions },
    abstentions: abstentionsOf(row, summary),
  }
}

/** Why a horizon has no probability: the history is too little, for all or for this one, or nobody won its contest. */
function abstentionsOf(
  { state, error, parameters }: Pick<Row, 'state' | 'error' | 'parameters'>,
  summary: Row['summary'],
): ModelAbstention[] {
  if (state === 'ABSTAINED' && error) {
    return (parameters.horizons as number[]).map((days) => ({ days, reason: error as ModelAbstention['reason'] }))
  }
  const lost = (summary?.contests ?? []).flatMap(({ days, champion, competitors, rows }): ModelAbstention[] => {
    if (champion !== null) return []
    const best = competitors.reduce((one, other) => (other.logLoss < one.logLoss ? other : one))
    const [low, high] = best.interval95.brierSkill as [number, number]
    const params = { best: best.name, skill: best.brierSkill, low, high, rows }
    return [{ days, reason: { code: 'NO_USEFUL_MODEL', params } }]
  })
  const short = (summary?.abstaining ?? []) as ModelAbstention[]
  return [...lost, ...short].sort((a, b) => a.days - b.days)
}

export async function modelRows(db: Db, where: SQL, limit: number): Promise<PredictionModel[]> {
  const rows = await db.rows<Row>(sql`
    SELECT ${columns} FROM prediction_model m LEFT JOIN person p ON p.id = m.requested_by
    WHERE ${where} ORDER BY m.created_at DESC, m.id DESC LIMIT ${limit}`)
  return rows.map(toModel)
}

export async function listModels(db: Db, query: PredictionModelQuery) {
  const by = { by: sql`m.created_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(by, sql`m.id`, 'desc', query.cursor)
  const rows = await db.rows<Row & { cursor: unknown }>(sql`
    SELECT ${columns}, ${cursor} AS cursor FROM prediction_model m LEFT JOIN person p ON p.id = m.requested_by
    WHERE ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  const { items, nextCursor } = toPage(rows, query.limit)
  return { items: items.map((row) => toModel(row as unknown as Row)), nextCursor }
}

export async function getModel(db: Db, id: string): Promise<PredictionModel> {
  const [found] = await modelRows(db, sql`m.id = ${id}`, 1)
  if (!found) throw notFound()
  return found
}

/** How a model was judged before it was believed: its contests, and what the data could not tell. */
export async function backTestOf(db: Db, id: string | undefined): Promise<BackTest> {
  const [found] = await db.rows<{ id: string; isDemo: boolean; finishedAt: string; summary: ModelSummary }>(sql`
    SELECT m.id, m.is_demo AS "isDemo", m.finished_at AS "finishedAt", m.summary FROM prediction_model m
    WHERE m.state = 'TRAINED' AND m.id = ${id ? sql`${id}::uuid` : inForce}`)
  if (!found) throw notFound()
  const { limits, contests, abstaining } = found.summary
  return { modelId: found.id, isDemo: found.isDemo, trainedAt: found.finishedAt, limits, contests, abstaining }
}
