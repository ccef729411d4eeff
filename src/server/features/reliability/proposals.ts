import { type SQL, sql } from 'drizzle-orm'
import type { IntervalProposal, ProposalQuery } from '../../../contract/reliability.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { planManageScope, planScope } from '../plans/queries.ts'
import type { Evidence } from './evidence.ts'

type Row = Omit<IntervalProposal, keyof Evidence> & { evidence: Evidence }

const named = (alias: string) => {
  const x = sql.raw(alias)
  return sql`CASE WHEN ${x}.id IS NOT NULL THEN json_build_object('id', ${x}.id, 'name', ${x}.name) END`
}

const columns = (actor: Actor): SQL => {
  const english = actor.locale === 'en'
  return sql`i.id, ${named('p')} AS plan,
    json_build_object(
      'asset', CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'code', a.code, 'name', a.name) END,
      'type', CASE WHEN t.id IS NOT NULL THEN
        json_build_object('id', t.id, 'code', t.code, 'name', ${english ? sql`t.name_en` : sql`t.name_es`}) END,
      'system', i.system,
      'mode', CASE WHEN c.id IS NOT NULL THEN
        json_build_object('id', c.id, 'name', ${english ? sql`c.name_en` : sql`c.name_es`}) END) AS subject,
    i.from_every AS "from", i.to_every AS "to", i.unit, i.evidence, i.reason, i.status,
    i.status = 'PENDING' AND (p.version <> i.plan_version OR p.archived_at IS NOT NULL) AS stale,
    i.status = 'PENDING' AND ${planManageScope(actor)} AS "mayDecide",
    i.proposed_at AS "proposedAt", ${named('b')} AS "proposedBy", i.decided_at AS "decidedAt", ${named('d')} AS "decidedBy",
    i.decision_reason AS "decisionReason", i.version`
}

const tables = sql`interval_proposal i JOIN maintenance_plan p ON p.id = i.plan_id
  LEFT JOIN asset a ON a.id = i.asset_id LEFT JOIN asset_type t ON t.id = i.type_id
  LEFT JOIN failure_code c ON c.id = i.mode_id
  LEFT JOIN person b ON b.id = i.proposed_by LEFT JOIN person d ON d.id = i.decided_by`

const whole = ({ evidence, ...row }: Row): IntervalProposal => ({ ...row, ...evidence })

export async function listProposals(db: Db, actor: Actor, query: ProposalQuery) {
  const key = { by: sql`i.proposed_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(key, sql`i.id`, 'desc', query.cursor)
  const wanted = [
    planScope(actor),
    query.status ? sql`i.status = ${query.status}` : sql`true`,
    query.planId ? sql`i.plan_id = ${query.planId}` : sql`true`,
    after,
  ]
  const rows = await db.rows<Row & { cursor: unknown }>(sql`
    SELECT ${columns(actor)}, ${cursor} AS cursor FROM ${tables} WHERE ${sql.join(wanted, sql` AND `)}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  const { items, nextCursor } = toPage(rows, query.limit)
  return { items: items.map(whole), nextCursor }
}

export async function getProposal(db: Db, actor: Actor, id: string): Promise<IntervalProposal> {
  const [row] = await db.rows<Row>(sql`
    SELECT ${columns(actor)} FROM ${tables} WHERE i.id = ${id} AND ${planScope(actor)}`)
  if (!row) throw notFound()
  return whole(row)
}
