import { sql } from 'drizzle-orm'
import type { KpiPeriod, KpiQuery, KpiScope } from '../../../../contract/kpi.ts'
import type { ReportId, ReportQuery } from '../../../../contract/report.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { renderPdf } from '../../../platform/pdf.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { words } from '../../../platform/words.ts'
import { readKpis } from '../queries.ts'
import { nameColumn } from '../reports/asked.ts'
import { readReport } from '../reports/queries.ts'
import { inSites } from '../scope.ts'
import { overviewDocument, reportDocument } from './pdf.ts'

export const nameOf = (id: string, { from, to }: Pick<KpiPeriod, 'from' | 'to'>) => `${id}-${from}-${to}`

/** What a paper is about in words: the site, type and unit it was narrowed to, as far as the reader may know them. */
async function scopeText(db: Db, actor: Actor, { siteId, typeId, assetId }: KpiScope): Promise<string> {
  const [names] = await db.rows<{ site: string | null; type: string | null; asset: string | null }>(sql`
    SELECT (SELECT s.name FROM site s WHERE s.id = ${siteId ?? null}::uuid AND ${inSites(actor, sql`s.id`)}) AS site,
      (SELECT t.${nameColumn(actor)} FROM asset_type t WHERE t.id = ${typeId ?? null}::uuid) AS type,
      (SELECT a.code || ' · ' || a.name FROM asset a
        WHERE a.id = ${assetId ?? null}::uuid AND ${inSites(actor, sql`a.site_id`)}) AS asset`)
  const said = [names!.site, names!.type, names!.asset].filter((name) => name !== null)
  return said.length > 0 ? said.join(' · ') : words(actor.locale, 'report.wholeFleet')
}

export async function reportPdf(runtime: Runtime, actor: Actor, id: ReportId, query: ReportQuery) {
  const report = await readReport(runtime, actor, id, query)
  const scope = await scopeText(runtime.database.db, actor, query)
  const style = { locale: actor.locale, currency: runtime.config.COMPANY_CURRENCY }
  const bytes = await renderPdf(runtime, actor.locale, reportDocument(report, style, scope))
  return { bytes, period: report.period }
}

/** What the overview shows of each below the KPIs: where the time, the failures and the money went. */
const behind = [
  ['downtime', 'asset'],
  ['failures', 'mode'],
  ['cost', 'type'],
  ['pm', 'type'],
] as const

export async function overviewPdf(runtime: Runtime, actor: Actor, query: KpiQuery) {
  const { groupBy: _, ids: __, ...narrowed } = query
  const kpis = await readKpis(runtime, actor, query)
  const reports = query.groupBy
    ? []
    : await Promise.all(behind.map(([id, groupBy]) => readReport(runtime, actor, id, { ...narrowed, groupBy })))
  const scope = await scopeText(runtime.database.db, actor, query)
  const style = { locale: actor.locale, currency: runtime.config.COMPANY_CURRENCY }
  const bytes = await renderPdf(runtime, actor.locale, overviewDocument(kpis, reports, style, scope))
  return { bytes, period: kpis.period }
}
