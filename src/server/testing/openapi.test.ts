import { subscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { compileSerializer } from '../platform/http/serializer.ts'
import { openTestApp, type TestApp } from './app.ts'

let test: TestApp
const routes: RouteOptions[] = []
beforeAll(async () => {
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => void routes.push(route))
  })
  test = await openTestApp()
})
afterAll(() => test.close())

it('serves the committed contract (run `npm run api` after changing it)', async () => {
  const response = await test.app.inject({ url: '/api/schema' })
  const committed = JSON.parse(readFileSync(new URL('../../../docs/api/openapi.json', import.meta.url), 'utf8'))
  expect(response.json()).toEqual(committed)
})

it('can serialise every answer, of which a process compiles only those that it gives', () => {
  const answers = new Set(routes.flatMap(({ schema }) => Object.values(schema?.response ?? {})))
  const schemas = [...answers].filter((answer) => answer instanceof z.ZodType)
  expect(schemas.length).toBeGreaterThan(100)
  for (const schema of schemas) expect(compileSerializer(schema)).toBeTypeOf('function')
})

it('is valid OpenAPI 3.1 by the recommended rules', async () => {
  // The liveness address with its slash is the one that operators' monitors know.
  const config = await createConfig({ extends: ['recommended'], rules: { 'no-path-trailing-slash': 'off' } })
  const problems = await lintFromString({ source: JSON.stringify(test.app.swagger()), config })
  const told = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`)
  expect(told).toEqual([])
})

it('shows the contract to readers without anything from another host', async () => {
  const page = await test.app.inject({ url: '/api/docs/' })
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toMatch(/(src|href)="https?:/)
})
