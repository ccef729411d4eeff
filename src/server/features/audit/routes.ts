import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { auditChain, auditFilter, auditPage, auditQuery, lastAuditCheck } from '../../../contract/audit.ts'
import { problems } from '../../../contract/errors.ts'
import { verifyAuditChain } from '../../platform/audit/verify.ts'
import { csvFile, sendCsv } from '../../platform/http/csv-file.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { lastCheck } from './check.ts'
import { auditFile } from './file.ts'
import { auditPages, listAudit } from './queries.ts'

export const auditRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/audit',
      {
        schema: { summary: 'Who did what, newest first', querystring: auditQuery, response: { 200: auditPage } },
        config: { permission: 'audit.read' },
      },
      (request) => listAudit(db, request.query),
    )

    app.get(
      '/audit.csv',
      {
        schema: {
          summary: 'The same entries as a CSV file',
          querystring: auditFilter,
          response: { 200: csvFile, ...problems(429) },
        },
        config: { permission: 'audit.read', rateLimit: { max: 6, timeWindow: '1 minute' } },
      },
      async ({ query, locale }, reply) => {
        const style = { locale, zone: runtime.config.COMPANY_TIME_ZONE }
        return sendCsv(reply, 'audit', auditFile(auditPages(db, query), style))
      },
    )

    app.get(
      '/audit/chain',
      {
        schema: { summary: 'Recompute the whole chain of hashes', response: { 200: auditChain, ...problems(429) } },
        config: { permission: 'audit.read', rateLimit: { max: 6, timeWindow: '1 minute' } },
      },
      async () => ({ head: null, brokenAt: null, reason: null, ...(await verifyAuditChain(db)) }),
    )

    app.get(
      '/audit/chain/last',
      {
        schema: { summary: 'What the nightly verification of the chain found', response: { 200: lastAuditCheck } },
        config: { permission: 'audit.read' },
      },
      async () => ({ last: await lastCheck(db) }),
    )
  }
