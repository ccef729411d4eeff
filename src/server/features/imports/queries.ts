import { type SQL, sql } from 'drizzle-orm'
import type { Locale } from '../../../contract/errors.ts'
import type {
  ImportDetail,
  ImportMapping,
  ImportResult,
  ImportShape,
  ImportSummary,
} from '../../../contract/imports.ts'
import { type RowErrorCode, rowErrorWords } from '../../../contract/refusals/imports.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import { languageOf, notFound, Problem, toProblemDetails } from '../../platform/problem.ts'

/** Administrators see every import, others their own. */
export function importScope(actor: Actor): SQL {
  return actor.role === 'ADMIN' ? sql`true` : sql`i.created_by = ${actor.personId}`
}

export type StoredFailure = { code: Problem['code']; params: Problem['params'] }

type StoredResult = Omit<ImportResult, 'errors'> & {
  errors: { code: RowErrorCode; column: string | null; count: number }[]
}

const rowMessage = (code: RowErrorCode, locale: Locale) => rowErrorWords[code][languageOf(locale)]

function failureWords(error: string | null, locale: Locale): string | null {
  if (error === null) return null
  const { code, params } = JSON.parse(error) as StoredFailure
  return toProblemDetails(new Problem(code, params), locale, '').title
}

const summary = sql`
  i.id, i.target, i.status, i.file_name AS "fileName", i.size, i.rows_done AS "rowsDone",
  coalesce(i.row_count, 0) AS "rowCount", i.error, p.name AS "createdBy", i.created_at AS "createdAt",
  i.applied_at AS "appliedAt", i.undone_at AS "undoneAt", i.version`

export async function listImports(db: Db, actor: Actor, query: { cursor?: string; limit: number }) {
  const { after, orderBy, cursor } = keyset(
    { by: sql`i.created_at`, type: 'timestamptz' },
    sql`i.id`,
    'desc',
    query.cursor,
  )
  const rows = await db.rows<ImportSummary & { cursor: unknown }>(sql`
    SELECT ${summary}, (SELECT sum(n.value::int)::int FROM jsonb_each_text(i.result -> 'created') n) AS created,
      ${cursor} AS cursor
    FROM import_run i LEFT JOIN person p ON p.id = i.created_by
    WHERE ${importScope(actor)} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(
    rows.map((row) => ({ ...row, error: failureWords(row.error, actor.locale) })),
    query.limit,
  )
}

export async function importDetail(db: Db, actor: Actor, id: string): Promise<ImportDetail> {
  const [row] = await db.rows<Omit<ImportDetail, 'result'> & { result: StoredResult | null }>(sql`
    SELECT ${summary}, i.shape, i.mapping, i.result, (
        SELECT max(o.applied_at) FROM import_run o
        WHERE o.sha256 = i.sha256 AND o.target = i.target AND o.id <> i.id AND o.status = 'APPLIED'
      ) AS "sameFileAppliedAt"
    FROM import_run i LEFT JOIN person p ON p.id = i.created_by
    WHERE i.id = ${id} AND ${importScope(actor)}`)
  if (!row) throw notFound()
  const { result } = row
  const worded = result && {
    ...result,
    errors: result.errors.map((error) => ({ ...error, message: rowMessage(error.code, actor.locale) })),
  }
  return { ...row, error: failureWords(row.error, actor.locale), result: worded }
}

export interface StoredRun {
  id: string
  status: ImportDetail['status']
  target: ImportDetail['target']
  fileName: string
  storageKey: string
  sha256: string
  shape: ImportShape
  shapeHash: string
  mapping: ImportMapping | null
  result: StoredResult | null
  rowCount: number
  version: number
}

/** The run as its commands need it; `lock` holds it until the transaction ends. */
export async function storedRun(db: Db, actor: Actor, id: string, lock: 'lock' | 'read'): Promise<StoredRun> {
  const [row] = await db.rows<StoredRun>(sql`
    SELECT i.id, i.status, i.target, i.file_name AS "fileName", i.storage_key AS "storageKey", i.sha256, i.shape,
      i.shape_hash AS "shapeHash", i.mapping, i.result, coalesce(i.row_count, 0) AS "rowCount", i.version
    FROM import_run i WHERE i.id = ${id} AND ${importScope(actor)} ${lock === 'lock' ? sql`FOR UPDATE OF i` : sql``}`)
  if (!row) throw notFound()
  return row
}

interface ErrorRow {
  id: string
  row: number
  column: string | null
  code: RowErrorCode
  value: string | null
}

export async function listRowErrors(db: Db, actor: Actor, id: string, query: { cursor?: string; limit: number }) {
  await storedRun(db, actor, id, 'read')
  const { after, orderBy, cursor } = keyset({ by: sql`e.row_number`, type: 'int' }, sql`e.id`, 'asc', query.cursor)
  const rows = await db.rows<ErrorRow & { cursor: unknown }>(sql`
    SELECT e.id, e.row_number AS row, e.column_name AS column, e.code, e.value, ${cursor} AS cursor
    FROM import_row_error e WHERE e.import_id = ${id} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(
    rows.map((row) => ({ ...row, message: rowMessage(row.code, actor.locale) })),
    query.limit,
  )
}
