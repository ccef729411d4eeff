import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { auditChain, auditPage, auditQuery } from '../../../contract/audit.ts'
import { problems } from '../../../contract/errors.ts'
import { verifyAuditChain } from '../../platform/audit/verify.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { listAudit } from './queries.ts'

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
      '/audit/chain',
      {
        schema: { summary: 'Recompute the whole chain of hashes', response: { 200: auditChain, ...problems(429) } },
        config: { permission: 'audit.read', rateLimit: { max: 6, timeWindow: '1 minute' } },
      },
      async () => ({ head: null, brokenAt: null, reason: null, ...(await verifyAuditChain(db)) }),
    )
  }
