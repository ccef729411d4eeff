import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { fileOf } from '../../../../contract/common.ts'
import {
  byRecordReport,
  byReport,
  report,
  reportQuery,
  reportRecords,
  reportRowsFilter,
  reportRowsQuery,
} from '../../../../contract/report.ts'
import { allPages, sendPdf, sendTable } from '../../../platform/http/send-file.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { tableFormats, tableMediaTypes } from '../../../platform/tabular.ts'
import { nameOf, reportPdf } from '../papers/queries.ts'
import { recordsFile, reportFile } from './files.ts'
import { readReport } from './queries.ts'
import { readReportRows } from './rows.ts'

/** Rows read by one statement while a file is written: each statement finds the whole period anew. */
const rowsAtOnce = 10_000

export const reportRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const zone = runtime.config.COMPANY_TIME_ZONE

    app.get(
      '/reports/:id',
      {
        schema: {
          summary: 'A report of a period by one of its groupings',
          params: byReport,
          querystring: reportQuery,
          response: { 200: report },
        },
        config: { permission: 'kpi.read' },
      },
      async (request) => readReport(runtime, request.actor, request.params.id, request.query),
    )

    app.get(
      '/reports/:id/file.pdf',
      {
        schema: {
          summary: 'The same report on paper',
          params: byReport,
          querystring: reportQuery,
          response: { 200: fileOf('application/pdf') },
        },
        config: { permission: 'kpi.read' },
      },
      async (request, reply) => {
        const { bytes, period } = await reportPdf(runtime, request.actor, request.params.id, request.query)
        return sendPdf(reply, nameOf(request.params.id, period), bytes)
      },
    )

    app.get(
      '/reports/:id/rows',
      {
        schema: {
          summary: 'What was moved or worked behind a report or one of its rows, newest first',
          params: byRecordReport,
          querystring: reportRowsQuery,
          response: { 200: reportRecords },
        },
        config: { permission: 'kpi.read' },
      },
      async (request) => readReportRows(runtime, request.actor, request.params.id, request.query),
    )

    for (const format of tableFormats) {
      const response = { 200: fileOf(tableMediaTypes[format].split(';')[0]!) }
      app.get(
        `/reports/:id/file.${format}`,
        {
          schema: {
            summary: `The same report as a ${format.toUpperCase()} file`,
            params: byReport,
            querystring: reportQuery,
            response,
          },
          config: { permission: 'kpi.read' },
        },
        async (request, reply) => {
          const answer = await readReport(runtime, request.actor, request.params.id, request.query)
          const file = reportFile(answer, format, { locale: request.locale, zone })
          return sendTable(reply, format, nameOf(answer.id, answer.period), file)
        },
      )

      app.get(
        `/reports/:id/rows.${format}`,
        {
          schema: {
            summary: `The same records as a ${format.toUpperCase()} file`,
            params: byRecordReport,
            querystring: reportRowsFilter,
            response,
          },
          config: { permission: 'kpi.read' },
        },
        async (request, reply) => {
          const { actor, params, query } = request
          const batches = await allPages((cursor) =>
            readReportRows(runtime, actor, params.id, { ...query, cursor, limit: rowsAtOnce }),
          )
          return sendTable(reply, format, params.id, recordsFile(batches, format, { locale: request.locale, zone }))
        },
      )
    }
  }
