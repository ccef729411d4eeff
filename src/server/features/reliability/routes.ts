import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  decideProposal,
  intervalProposal,
  proposalPage,
  proposalQuery,
  proposeInterval,
  type ReliabilityStudy,
  type ReliabilitySubjects,
  reliabilityStudy,
  reliabilitySubjects,
  studyQuery,
  subjectsQuery,
} from '../../../contract/reliability.ts'
import type { Actor } from '../../platform/actor.ts'
import { keptAnswers } from '../../platform/kept-answers.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as proposals from './proposals.ts'
import { readStudy, readSubjects } from './queries.ts'

/** Units age by themselves, slowly. */
const keptFor = 10 * 60_000

const reachOf = ({ role, siteIds, locale }: Actor) => JSON.stringify([role, siteIds, locale])

export const reliabilityRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const studies = keptAnswers<ReliabilityStudy>({ name: 'reliability', most: 100, forMs: keptFor })
    const subjects = keptAnswers<ReliabilitySubjects>({ name: 'reliability-subjects', most: 50, forMs: keptFor })

    app.get(
      '/reliability',
      {
        schema: {
          summary: 'What the failures of a unit, a type or a system say about its reliability',
          querystring: studyQuery,
          response: { 200: reliabilityStudy, ...problems(404) },
        },
        config: { permission: 'reliability.read' },
      },
      async ({ actor, query }) =>
        studies(runtime, reachOf(actor) + JSON.stringify(query), () => readStudy(runtime, actor, query)),
    )

    app.get(
      '/reliability/subjects',
      {
        schema: {
          summary: 'The types and systems that have failures, most first',
          querystring: subjectsQuery,
          response: { 200: reliabilitySubjects },
        },
        config: { permission: 'reliability.read' },
      },
      async ({ actor, query }) =>
        subjects(runtime, reachOf(actor) + JSON.stringify(query), () => readSubjects(runtime, actor, query)),
    )

    app.get(
      '/interval-proposals',
      {
        schema: {
          summary: 'Proposed intervals of plans, newest first',
          querystring: proposalQuery,
          response: { 200: proposalPage },
        },
        config: { permission: 'reliability.read' },
      },
      async (request) => proposals.listProposals(db, request.actor, request.query),
    )

    app.post(
      '/interval-proposals',
      {
        schema: {
          summary: 'Propose another interval for a plan, from its units’ own failures',
          body: proposeInterval,
          response: { 201: intervalProposal, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'reliability.propose' },
      },
      async (request, reply) =>
        reply.code(201).send(await commands.proposeInterval(runtime, request.actor, request.body)),
    )

    app.get(
      '/interval-proposals/:id',
      {
        schema: {
          summary: 'One proposed interval',
          params: byId,
          response: { 200: intervalProposal, ...problems(404) },
        },
        config: { permission: 'reliability.read' },
      },
      async (request) => proposals.getProposal(db, request.actor, request.params.id),
    )

    for (const [path, summary, decide] of [
      ['approve', 'Give the plan the proposed interval', commands.approveProposal],
      ['reject', 'Leave the plan as it is', commands.rejectProposal],
    ] as const) {
      app.post(
        `/interval-proposals/:id/${path}`,
        {
          schema: {
            summary,
            params: byId,
            body: decideProposal,
            response: { 200: intervalProposal, ...problems(404, 409, 412, 422) },
          },
          config: { permission: 'reliability.decide' },
        },
        async (request) => {
          const { params, body, expectedVersion } = request
          return decide(runtime, request.actor, { ...body, id: params.id, expectedVersion })
        },
      )
    }
  }
