import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'
import type { CreateStockCount, StockCount, StockCountItem, StockCountQuery } from '../../../contract/stock-counts.ts'
import { corrected, thousandths } from '../../../domain/stock.ts'
import type { Actor } from '../../platform/actor.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, likeLiteral, toPage } from '../../platform/database/keyset.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { assertUsableSite } from '../sites/commands.ts'
import { allowedChange, type Booking, book, lastUnitCost, lockLevel, lockLevels } from './ledger.ts'
import { takeNumber } from './numbers.ts'
import { stockScope } from './queries.ts'
import { stockCount, stockCountLine } from './tables.ts'

interface Target {
  id: string
  expectedVersion?: number | undefined
}
type Row = typeof stockCount.$inferSelect

/** What a person can walk past in one count. */
const mostLines = 200

const columns = sql`
  c.id, c.number, json_build_object('id', t.id, 'code', t.code, 'name', t.name) AS site, c.status,
  p.name AS "createdBy", c.created_at AS "createdAt", c.ended_at AS "endedAt", c.version`
const from = sql`stock_count c JOIN site t ON t.id = c.site_id LEFT JOIN person p ON p.id = c.created_by`

export async function listCounts(db: Db, actor: Actor, query: StockCountQuery) {
  const key = { by: sql`c.created_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(key, sql`c.id`, 'desc', query.cursor)
  const rows = await db.rows<StockCountItem & { cursor: unknown }>(sql`
    SELECT ${columns}, l.lines, l.counted, ${cursor} AS cursor FROM ${from}
    CROSS JOIN LATERAL (SELECT count(*)::int AS lines, count(counted)::int AS counted FROM stock_count_line
      WHERE count_id = c.id) l
    WHERE ${stockScope(actor, sql`c.site_id`)} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

/** The lines in the order in which one walks past the bins. What is expected is not told: it would be what is counted. */
export async function getCount(db: Db, actor: Actor, id: string): Promise<StockCount> {
  const [row] = await db.rows<StockCount>(sql`
    SELECT ${columns}, (
      SELECT json_agg(json_build_object(
        'part', json_build_object('id', q.id, 'number', q.number, 'description', q.description, 'unit', q.unit),
        'bin', s.bin, 'counted', l.counted, 'difference', l.counted - l.expected,
        'differenceValue', CASE WHEN s.on_hand > 0 THEN round((l.counted - l.expected) * s.value / s.on_hand)::bigint END,
        'countedBy', w.name) ORDER BY s.bin NULLS LAST, q.number)
      FROM stock_count_line l JOIN part q ON q.id = l.part_id
      JOIN part_stock s ON s.part_id = l.part_id AND s.site_id = c.site_id
      LEFT JOIN person w ON w.id = l.counted_by WHERE l.count_id = c.id) AS lines
    FROM ${from} WHERE c.id = ${id} AND ${stockScope(actor, sql`c.site_id`)}`)
  if (!row) throw notFound()
  return row
}

export const createCount = command('stock.manage', async (context, input: CreateStockCount) => {
  const { tx, actor, now, audit } = context
  const { siteId, bin, partIds } = input
  await assertUsableSite(tx, actor, siteId)
  const wanted = await tx.rows<{ partId: string }>(sql`
    SELECT s.part_id AS "partId" FROM part_stock s JOIN part p ON p.id = s.part_id
    WHERE s.site_id = ${siteId} AND p.archived_at IS NULL
      AND ${bin ? sql`upper(s.bin) LIKE upper(${`${likeLiteral(bin)}%`})` : sql`true`}
      AND ${partIds ? sql`s.part_id = ${anyOf(partIds, 'uuid')}` : sql`true`}
    ORDER BY s.bin NULLS LAST, p.number LIMIT ${mostLines + 1}`)
  if (wanted.length === 0) throw refuseField(bin ? 'bin' : partIds ? 'partIds' : 'siteId', 'nothingThere')
  if (wanted.length > mostLines) throw refuseField('bin', 'tooMuch', { most: mostLines })
  const id = v7()
  const row = { id, number: await takeNumber(context, 'stockCount'), siteId, createdBy: actor.personId, createdAt: now }
  await tx.insert(stockCount).values(row)
  await tx.insert(stockCountLine).values(wanted.map(({ partId }) => ({ countId: id, partId })))
  audit('stockCount.created', { type: 'stockCount', id }, null, { ...row, lines: wanted.length })
  return getCount(tx, actor, id)
})

const c = alias(stockCount, 'c')

async function lockOpen({ tx, actor }: Context, { id, expectedVersion }: Target): Promise<Row> {
  const [row] = await tx
    .select()
    .from(c)
    .where(and(eq(c.id, id), stockScope(actor, sql`c.site_id`)))
    .for('update')
  if (!row) throw notFound()
  if (row.status !== 'OPEN') {
    throw new Problem('stockCount.ended', { status: words(actor.locale, `inventory.countStatus.${row.status}`) })
  }
  assertVersion(row.version, expectedVersion)
  return row
}

/** What lies there now; what the books say at this moment is kept beside it. */
export const countLine = command(
  'stock.manage',
  async (context, { id, partId, counted }: { id: string; partId: string; counted: number | null }) => {
    const { tx, actor, now } = context
    const count = await lockOpen(context, { id })
    const line = sql`count_id = ${id} AND part_id = ${partId}`
    const [found] = await tx.rows(sql`SELECT 1 FROM stock_count_line WHERE ${line}`)
    if (!found) throw notFound()
    const { stock } = await lockLevel(tx, { partId, siteId: count.siteId })
    const written =
      counted === null
        ? { counted, expected: null, countedBy: null, countedAt: null }
        : { counted, expected: Number(stock.quantity) / 1000, countedBy: actor.personId, countedAt: now }
    await tx.update(stockCountLine).set(written).where(line)
    return getCount(tx, actor, id)
  },
)

/** Books what was found to differ; what nobody counted stays as it is. */
export const postCount = command('stock.manage', async (context, input: Target) => {
  const { tx, actor, now, audit } = context
  const count = await lockOpen(context, input)
  const lines = await tx.select().from(stockCountLine).where(eq(stockCountLine.countId, count.id))
  const differing = lines.filter(({ counted, expected }) => counted !== null && counted !== expected)
  if (lines.every(({ counted }) => counted === null)) throw new Problem('stockCount.nothingCounted')
  const levels = await lockLevels(
    tx,
    differing.map(({ partId }) => ({ partId, siteId: count.siteId })),
  )
  const reason = words(actor.locale, 'inventory.countReason', { number: count.number })
  const bookings: Booking[] = []
  for (const { partId, counted, expected } of differing) {
    const level = levels.find((one) => one.partId === partId)!
    const difference = thousandths(counted!) - thousandths(expected!)
    const change = corrected(level.stock, difference, await lastUnitCost(tx, partId))
    bookings.push({ level, kind: 'ADJUSTMENT', change: allowedChange(context, change), reason, countId: count.id })
  }
  await book(context, bookings)
  await end(context, count, 'POSTED')
  audit('stockCount.posted', { type: 'stockCount', id: count.id }, null, { differences: bookings.length, at: now })
  return getCount(tx, actor, count.id)
})

export const cancelCount = command('stock.manage', async (context, input: Target) => {
  const { tx, actor, audit } = context
  const count = await lockOpen(context, input)
  await end(context, count, 'CANCELLED')
  audit('stockCount.cancelled', { type: 'stockCount', id: count.id }, { status: 'OPEN' }, { status: 'CANCELLED' })
  return getCount(tx, actor, count.id)
})

async function end({ tx, actor, now }: Context, count: Row, status: 'POSTED' | 'CANCELLED'): Promise<void> {
  await tx
    .update(stockCount)
    .set({ status, endedBy: actor.personId, endedAt: now, version: count.version + 1 })
    .where(eq(stockCount.id, count.id))
}
