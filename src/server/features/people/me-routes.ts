import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  changePassword,
  confirmTotp,
  disableTotp,
  me,
  recoveryCodes,
  sessionItem,
  totpSetup,
  updateMe,
} from '../../../contract/people.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as account from './account.ts'
import type { Identities } from './identity.ts'
import { profile, sessionsOf } from './queries.ts'
import * as secondFactor from './second-factor.ts'

/** Guessing one's way through a stolen session is as slow as through the log-in. */
const fewAttempts = { rateLimit: { max: 10, timeWindow: '1 minute' } }

export const meRoutes =
  (runtime: Runtime, { forgetSession, forgetPerson }: Identities): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/me',
      {
        schema: { summary: 'Who is signed in, and what they may do', response: { 200: me } },
        config: { permission: 'me.read', beforePasswordChange: true },
      },
      async (request) => profile(db, request.actor.personId!, request.sessionId),
    )

    app.patch(
      '/me',
      {
        schema: { summary: 'Change language, theme, shortcuts or phone', body: updateMe, response: { 200: me } },
        config: { permission: 'me.update', beforePasswordChange: true },
      },
      async (request) => {
        const changed = await account.updateMe(runtime, request.actor, {
          ...request.body,
          sessionId: request.sessionId,
        })
        forgetPerson(changed.id)
        return changed
      },
    )

    app.post(
      '/me/password',
      {
        schema: {
          summary: 'Change the password and sign every other device out',
          body: changePassword,
          response: { 204: z.null(), ...problems(412, 422, 429) },
        },
        config: { security: 'passwordChanged', permission: 'me.update', beforePasswordChange: true, ...fewAttempts },
      },
      async (request, reply) => {
        await account.changePassword(runtime, request.actor, { ...request.body, sessionId: request.sessionId })
        forgetPerson(request.actor.personId!)
        return reply.code(204).send(null)
      },
    )

    app.get(
      '/me/sessions',
      {
        schema: {
          summary: 'Where this person is signed in',
          response: { 200: z.object({ items: z.array(sessionItem) }) },
        },
        config: { permission: 'me.read' },
      },
      async (request) => ({ items: await sessionsOf(db, request.actor.personId!, request.sessionId, runtime.now()) }),
    )

    app.delete(
      '/me/sessions/:id',
      {
        schema: { summary: 'Sign a device out', params: byId, response: { 204: z.null(), ...problems(404) } },
        config: { permission: 'me.update' },
      },
      async (request, reply) => {
        await account.revokeOwnSession(runtime, request.actor, request.params)
        forgetSession(request.params.id)
        return reply.code(204).send(null)
      },
    )

    app.post(
      '/me/totp',
      {
        schema: { summary: 'Start setting up a second factor', response: { 200: totpSetup, ...problems(409) } },
        config: { permission: 'me.update' },
      },
      async (request, reply) =>
        reply.header('cache-control', 'no-store').send(await secondFactor.setUpTotp(runtime, request.actor)),
    )

    app.post(
      '/me/totp/confirm',
      {
        schema: {
          summary: 'Turn the second factor on by one of its codes',
          body: confirmTotp,
          response: { 200: recoveryCodes, ...problems(409, 422, 429) },
        },
        config: { permission: 'me.update', ...fewAttempts },
      },
      async (request, reply) =>
        reply
          .header('cache-control', 'no-store')
          .send(await secondFactor.confirmTotp(runtime, request.actor, request.body)),
    )

    app.post(
      '/me/totp/disable',
      {
        schema: {
          summary: 'Turn the second factor off',
          body: disableTotp,
          response: { 204: z.null(), ...problems(422, 429) },
        },
        config: { permission: 'me.update', ...fewAttempts },
      },
      async (request, reply) => {
        await secondFactor.disableTotp(runtime, request.actor, request.body)
        forgetPerson(request.actor.personId!)
        return reply.code(204).send(null)
      },
    )
  }
