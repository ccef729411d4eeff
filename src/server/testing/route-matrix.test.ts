import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allowed, type Role } from '../../contract/permissions.ts'
import { type Caller, openTestApp, type TestApp } from './app.ts'
import { arbitraryOf, type Resolve } from './arbitrary.ts'
import { type Operation, operationsOf, send } from './operations.ts'
import { plantRecords, type Records, recordIdFor } from './records.ts'

let test: TestApp
let records: Records
let operations: Operation[]
let resolve: Resolve
beforeAll(async () => {
  test = await openTestApp()
  records = await plantRecords(test)
  ;({ operations, resolve } = operationsOf(test))
})
afterAll(() => test.close())

/** Resources whose records belong to a site; the others are the whole company's. */
const siteScoped = new Set([
  'assets',
  'readings',
  'work-orders',
  'plans',
  'files',
  'inspections',
  'fault-requests',
  'purchases',
  'stock-counts',
  'documents',
  'budgets',
  'predictions',
])

const withId = (path: string) =>
  path.replace('{id}', recordIdFor(path, records)).replace(/\{\w+\}/g, recordIdFor('', records))

/** Bodies that the operation's schema accepts, the same in every run: some of everything, and some of only what it requires. */
function bodies(operation: Operation): unknown[] {
  if (!operation.body) return [undefined]
  const { properties = {}, required = [] } = operation.body
  const only = Object.fromEntries(Object.entries(properties).filter(([name]) => required.includes(name)))
  const schemas = [operation.body, { ...operation.body, properties: only }]
  return schemas.flatMap((schema) => fc.sample(arbitraryOf(schema, resolve), { numRuns: 8, seed: 7 }))
}

async function statusesOf(caller: Caller, operation: Operation): Promise<number[]> {
  const statuses: number[] = []
  for (const body of bodies(operation)) {
    statuses.push((await send(caller, operation.method, withId(operation.path), body)).status)
  }
  return statuses
}

const label = ({ method, path }: Operation) => `${method} ${path}`
const guarded = () => operations.filter((operation) => !operation.isPublic)

describe('every route', () => {
  it('shows each record to the people of its site', async () => {
    const details = guarded().filter(
      ({ method, path }) => method === 'GET' && /^\/(assets|work-orders|inspections)\/\{id\}$/.test(path),
    )
    for (const operation of details) {
      expect((await test.supervisor.get(withId(operation.path))).status, label(operation)).toBe(200)
      expect((await test.operator.get(withId(operation.path))).status, label(operation)).toBe(200)
    }
  })

  it('asks a stranger to sign in', async () => {
    for (const operation of guarded()) {
      const answer = await test.anonymous({ method: operation.method, url: withId(operation.path) })
      expect(answer.status, label(operation)).toBe(401)
    }
  })

  it.each(['ADMIN', 'SUPERVISOR', 'OPERATOR'] as const)(
    'refuses %s what the role may not do, and nothing else outright',
    async (role: Role) => {
      const caller = { ADMIN: test.admin, SUPERVISOR: test.supervisor, OPERATOR: test.operator }[role]
      for (const operation of guarded()) {
        const statuses = await statusesOf(caller, operation)
        const mayCall = statuses.some((status) => status !== 403)
        expect(mayCall, `${role} ${label(operation)} → ${statuses}`).toBe(allowed(role, operation.permission!))
      }
    },
  )

  it.each(['otherSupervisor', 'otherOperator'] as const)('hides records of another site from %s', async (name) => {
    const role: Role = name === 'otherSupervisor' ? 'SUPERVISOR' : 'OPERATOR'
    const scoped = guarded().filter(
      ({ path, permission }) =>
        siteScoped.has(path.split('/')[1]!) && path.includes('{id}') && allowed(role, permission!),
    )
    for (const operation of scoped) {
      const statuses = await statusesOf(test[name], operation)
      const leaked = statuses.filter((status) => status < 400)
      expect(leaked, `${name} ${label(operation)} → ${statuses}`).toEqual([])
      expect(statuses, `${name} ${label(operation)}`).toContain(operation.takesFile ? statuses[0] : 404)
    }
  })
})
