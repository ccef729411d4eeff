import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { fileOf } from '../../../contract/common.ts'
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
import type { Actor } from '../../platform/actor.ts'
import { allPages, sendPdf, sendTable } from '../../platform/http/send-file.ts'
import { keptAnswers } from '../../platform/kept-answers.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { tableFormats, tableMediaTypes } from '../../platform/tabular.ts'
import { readDashboard } from './dashboard.ts'
import { kpiFile, kpiRowsFile } from './files.ts'
import { nameOf, overviewPdf } from './papers/queries.ts'
import { readKpiRows, readKpis } from './queries.ts'
import { reportRoutes } from './reports/routes.ts'

/** Rows read by one statement while a file is written: each statement finds the whole period anew. */
const rowsAtOnce = 10_000
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

    for (const format of tableFormats) {
      app.get(
        `/kpis.${format}`,
        {
          schema: {
            summary: `The same KPIs as a ${format.toUpperCase()} file`,
            querystring: kpiQuery,
            response: { 200: fileOf(tableMediaTypes[format].split(';')[0]!) },
          },
          config: { permission: 'kpi.read' },
        },
        async (request, reply) => {
          const answer = await readKpis(runtime, request.actor, request.query)
          const file = kpiFile(answer, format, { locale: request.locale, zone })
          return sendTable(reply, format, nameOf('kpis', answer.period), file)
        },
      )
    }

    app.get(
      '/kpis.pdf',
      {
        schema: {
          summary: 'The KPIs of a period on paper, with what stands behind the worst of them',
          querystring: kpiQuery,
          response: { 200: fileOf('application/pdf') },
        },
        config: { permission: 'kpi.read' },
      },
      async (request, reply) => {
        const { bytes, period } = await overviewPdf(runtime, request.actor, request.query)
        return sendPdf(reply, nameOf('kpis', period), bytes)
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

    for (const format of tableFormats) {
      app.get(
        `/kpis/:id/rows.${format}`,
        {
          schema: {
            summary: `The same records as a ${format.toUpperCase()} file`,
            params: byKpi,
            querystring: kpiRowsFilter,
            response: { 200: fileOf(tableMediaTypes[format].split(';')[0]!) },
          },
          config: { permission: 'kpi.read' },
        },
        async (request, reply) => {
          const { actor, params, query } = request
          const batches = await allPages((cursor) =>
            readKpiRows(runtime, actor, params.id, { ...query, cursor, limit: rowsAtOnce }),
          )
          return sendTable(reply, format, params.id, kpiRowsFile(batches, format, { locale: request.locale, zone }))
        },
      )
    }

    await app.register(reportRoutes(runtime))
  }
