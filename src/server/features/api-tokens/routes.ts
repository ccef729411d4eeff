import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { apiToken, apiTokenList, createApiToken, issuedApiToken } from '../../../contract/api-tokens.ts'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { listApiTokens } from './queries.ts'

export const apiTokenRoutes =
  (runtime: Runtime, forgetPerson: (personId: string) => void): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api-tokens',
      {
        schema: { summary: 'Keys of other systems', response: { 200: apiTokenList } },
        config: { permission: 'apiToken.manage' },
      },
      async () => ({ items: await listApiTokens(runtime.database.db) }),
    )

    app.post(
      '/api-tokens',
      {
        schema: {
          summary: 'Issue a key with your rights or fewer; it is shown once',
          body: createApiToken,
          response: { 201: issuedApiToken, ...problems(422) },
        },
        config: { permission: 'apiToken.manage', security: 'rightsChanged' },
      },
      async ({ actor, body }, reply) => {
        // A replayed answer is not the first one: it cannot hold the token that the first one did.
        const token = commands.newToken()
        const { idempotency: _, ...once } = actor
        const record = await commands.issueApiToken(runtime, once, { input: body, token })
        return reply.code(201).send({ token, record })
      },
    )

    app.post(
      '/api-tokens/:id/revoke',
      {
        schema: { summary: 'End a key', params: byId, response: { 200: apiToken, ...problems(404) } },
        config: { permission: 'apiToken.manage', security: 'rightsChanged' },
      },
      async ({ actor, params }) => {
        const record = await commands.revokeApiToken(runtime, actor, params)
        forgetPerson(record.owner.id)
        return record
      },
    )
  }
