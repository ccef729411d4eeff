import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type Dashboard, dashboard } from '../../../contract/dashboard.ts'
import {
  byKpi,
  type KpiAnswer,
  kpiAnswer,
  kpiQuery,
  kpiRows,
  kpiRowsFilter,
  kpiRowsQuery,
} from '../../../contract/kpi.ts'
import { byReport, report, reportQuery } from '../../../contract/report.ts'
import type { Actor } from '../../platform/actor.ts'
import { csvFile, sendCsv } from '../../platform/http/csv-file.ts'
import { keptAnswers } from '../../platform/kept-answers.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { readDashboard } from './dashboard.ts'
import { kpiFile, kpiRowsFile, reportFile } from './files.ts'
import { readKpiRows, readKpis } from './queries.ts'
import { readReport } from './reports.ts'

/** Rows read by one statement while a file is written. */
const rowsAtOnce = 2000
/** Hours down and what is overdue move by themselves: answers are computed anew after this long (ms) in any case. */
const keptFor = 60_000

/** Two people of one key see the same figures. */
const reachOf = ({ role, personId, siteIds, locale }: Actor) =>
  JSON.stringify([role, role === 'OPERATOR' ? personId : null, siteIds, locale])

export const kpiRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const zone = runtime.config.COMPANY_TIME_ZONE
    const dashboards = keptAnswers<Dashboard>({ name: 'dashboard', most: 200, forMs: keptFor })
    const kpis = keptAnswers<KpiAnswer>({ name: 'kpis', most: 200, forMs: keptFor })

    app.get(
      '/dashboard',
      {
        schema: { summary: 'What the person has to know first, by role', response: { 200: dashboard } },
        config: { permission: 'dashboard.read' },
      },
      async ({ actor }) => dashboards(runtime, reachOf(actor), () => readDashboard(runtime, actor)),
    )

    app.get(
      '/kpis',
      {
        schema: {
          summary: 'KPIs of a period, as a whole or by group',
          querystring: kpiQuery,
          response: { 200: kpiAnswer },
        },
        config: { permission: 'kpi.read' },
      },
      async ({ actor, query }) =>
        kpis(runtime, reachOf(actor) + JSON.stringify(query), () => readKpis(runtime, actor, query)),
    )

    app.get(
      '/kpis.csv',
      {
        schema: { summary: 'The same KPIs as a CSV file', querystring: kpiQuery, response: { 200: csvFile } },
        config: { permission: 'kpi.read' },
      },
      async (request, reply) => {
        const answer = await readKpis(runtime, request.actor, request.query)
        const style = { locale: request.locale, zone }
        return sendCsv(reply, `kpis-${answer.period.from}-${answer.period.to}`, kpiFile(answer, style))
      },
    )

    app.get(
      '/kpis/:id/rows',
      {
        schema: {
          summary: 'The exact records behind a KPI and what each adds to it',
          params: byKpi,
          querystring: kpiRowsQuery,
          response: { 200: kpiRows },
        },
        config: { permission: 'kpi.read' },
      },
      async (request) => readKpiRows(runtime, request.actor, request.params.id, request.query),
    )

    app.get(
      '/kpis/:id/rows.csv',
      {
        schema: {
          summary: 'The same records as a CSV file',
          params: byKpi,
          querystring: kpiRowsFilter,
          response: { 200: csvFile },
        },
        config: { permission: 'kpi.read' },
      },
      async (request, reply) => {
        const { actor, params, query } = request
        const page = (cursor: string | undefined) =>
          readKpiRows(runtime, actor, params.id, { ...query, cursor, limit: rowsAtOnce })
        // Read before the answer begins, so that a refusal is still a refusal.
        const first = await page(undefined)
        async function* batches() {
          for (let read = first; ; read = await page(read.nextCursor)) {
            yield read.items
            if (!read.nextCursor) return
          }
        }
        return sendCsv(reply, params.id, kpiRowsFile(batches(), { locale: request.locale, zone }))
      },
    )

    app.get(
      '/reports/:id',
      {
        schema: {
          summary: 'A report: orders, downtime, failures, ageing or cost of a period',
          params: byReport,
          querystring: reportQuery,
          response: { 200: report },
        },
        config: { permission: 'kpi.read' },
      },
      async (request) => readReport(runtime, request.actor, request.params.id, request.query),
    )

    app.get(
      '/reports/:id/file.csv',
      {
        schema: {
          summary: 'The same report as a CSV file',
          params: byReport,
          querystring: reportQuery,
          response: { 200: csvFile },
        },
        config: { permission: 'kpi.read' },
      },
      async (request, reply) => {
        const answer = await readReport(runtime, request.actor, request.params.id, request.query)
        const file = reportFile(answer, { locale: request.locale, zone })
        return sendCsv(reply, `${answer.id}-${answer.period.from}-${answer.period.to}`, file)
      },
    )
  }
