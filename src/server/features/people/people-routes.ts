import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  createPerson,
  person,
  personListQuery,
  personNamesPage,
  personNamesQuery,
  personPage,
  personWithPassword,
  resetPassword,
  updatePerson,
} from '../../../contract/people.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { listPeople, personDetail, personNames } from './directory.ts'
import type { Identities } from './identity.ts'
import { temporaryPassword } from './one-time-words.ts'
import { hashPassword } from './passwords.ts'

/** One password for all repetitions of a request; see `temporaryPassword`. */
function passwordFor(runtime: Runtime, request: FastifyRequest): string {
  const { idempotency, personId } = request.actor
  const seed = idempotency ? JSON.stringify([personId, idempotency.key, idempotency.fingerprint]) : null
  return temporaryPassword(runtime.config.SECRET_KEY, seed)
}

export const peopleRoutes =
  (runtime: Runtime, { forgetPerson }: Identities): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/people',
      {
        schema: { summary: 'People in reach', querystring: personListQuery, response: { 200: personPage } },
        config: { permission: 'person.read' },
      },
      (request) => listPeople(db, request.actor, request.query, runtime.now()),
    )

    app.get(
      '/people/names',
      {
        schema: {
          summary: 'Active people as choices',
          querystring: personNamesQuery,
          response: { 200: personNamesPage },
        },
        config: { permission: 'person.readNames' },
      },
      (request) => personNames(db, request.actor, request.query),
    )

    app.get(
      '/people/:id',
      {
        schema: { summary: 'One person', params: byId, response: { 200: person, ...problems(404) } },
        config: { permission: 'person.read' },
      },
      (request) => personDetail(db, request.actor, request.params.id, runtime.now()),
    )

    app.post(
      '/people',
      {
        schema: {
          summary: 'Add a person with a temporary password',
          body: createPerson,
          response: { 201: personWithPassword, ...problems(409, 422) },
        },
        config: { security: 'rightsChanged', permission: 'person.manageOperators' },
      },
      async (request, reply) => {
        const password = passwordFor(runtime, request)
        const passwordHash = await hashPassword(password)
        const input = { ...request.body, passwordHash, mustChangePassword: true }
        const created = await commands.createPerson(runtime, request.actor, input)
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ ...created, temporaryPassword: password })
      },
    )

    app.patch(
      '/people/:id',
      {
        schema: {
          summary: 'Change a person',
          params: byId,
          body: updatePerson,
          response: { 200: person, ...problems(404, 409, 412) },
        },
        config: { security: 'rightsChanged', permission: 'person.manageOperators' },
      },
      async (request) => {
        const { id } = request.params
        const { expectedVersion } = request
        const changed = await commands.updatePerson(runtime, request.actor, { ...request.body, id, expectedVersion })
        forgetPerson(id)
        return changed
      },
    )

    app.post(
      '/people/:id/deactivate',
      {
        schema: {
          summary: 'Lock a person out and end their sessions',
          params: byId,
          response: { 200: person, ...problems(404, 409, 412, 422) },
        },
        config: { security: 'rightsChanged', permission: 'person.manageOperators' },
      },
      async (request) => {
        const { id } = request.params
        const { expectedVersion } = request
        const changed = await commands.deactivatePerson(runtime, request.actor, { id, expectedVersion })
        forgetPerson(id)
        return changed
      },
    )

    app.post(
      '/people/:id/reactivate',
      {
        schema: {
          summary: 'Let a person in again',
          params: byId,
          response: { 200: person, ...problems(404, 412, 422) },
        },
        config: { security: 'rightsChanged', permission: 'person.manageOperators' },
      },
      (request) => {
        const { id } = request.params
        return commands.reactivatePerson(runtime, request.actor, { id, expectedVersion: request.expectedVersion })
      },
    )

    app.post(
      '/people/:id/reset-password',
      {
        schema: {
          summary: 'Give a person a temporary password',
          params: byId,
          body: resetPassword,
          response: { 200: personWithPassword, ...problems(404, 409, 422) },
        },
        config: { security: 'passwordChanged', permission: 'person.manageOperators' },
      },
      async (request, reply) => {
        const { id } = request.params
        const password = passwordFor(runtime, request)
        const input = { id, passwordHash: await hashPassword(password), ...request.body }
        const changed = await commands.resetPassword(runtime, request.actor, input)
        forgetPerson(id)
        return reply.header('cache-control', 'no-store').send({ ...changed, temporaryPassword: password })
      },
    )

    app.post(
      '/people/:id/unlock',
      {
        schema: {
          summary: 'End the pause after wrong passwords',
          params: byId,
          response: { 200: person, ...problems(404, 422) },
        },
        config: { permission: 'person.manageOperators' },
      },
      (request) => commands.unlockPerson(runtime, request.actor, { id: request.params.id }),
    )
  }
