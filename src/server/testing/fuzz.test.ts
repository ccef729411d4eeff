import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from './app.ts'
import { anything, arbitraryOf, type Resolve } from './arbitrary.ts'
import { testServer } from './database.ts'
import { type Operation, operationsOf, send } from './operations.ts'
import { plantRecords, type Records, recordIdFor } from './records.ts'

/** Ten thousand in CI on a real server; a sample elsewhere. */
const requestsPerRole = testServer && process.env.CI ? 10_000 : 500

let test: TestApp
let records: Records
beforeAll(async () => {
  test = await openTestApp()
  records = await plantRecords(test)
})
afterAll(() => test.close())

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
/** An empty value of a path would make another path of it. */
const partOf = (value: unknown, known: string) => encodeURIComponent(textOf(value) || known)

interface Shot {
  operation: Operation
  url: string
  body: unknown
}

function shots(operations: Operation[], resolve: Resolve): fc.Arbitrary<Shot> {
  return fc.constantFrom(...operations).chain((operation) => {
    const path = operation.parameters.filter((parameter) => parameter.in === 'path')
    const query = operation.parameters.filter((parameter) => parameter.in === 'query')
    const known = recordIdFor(operation.path, records)
    const pathValues = path.map(({ schema }) =>
      fc.oneof(
        { weight: 6, arbitrary: fc.constant(known) },
        { weight: 1, arbitrary: arbitraryOf(schema, resolve) },
        { weight: 1, arbitrary: anything },
      ),
    )
    const queryValues = query.map(({ name, schema, required }) =>
      fc
        .option(fc.oneof({ weight: 5, arbitrary: arbitraryOf(schema, resolve) }, { weight: 1, arbitrary: anything }), {
          freq: required ? 9 : 1,
        })
        .map((value) => (value === null ? '' : `${name}=${encodeURIComponent(textOf(value))}`)),
    )
    const body = operation.body
      ? fc.oneof({ weight: 6, arbitrary: arbitraryOf(operation.body, resolve) }, { weight: 1, arbitrary: anything })
      : fc.constant(undefined)
    return fc.tuple(fc.tuple(...pathValues), fc.tuple(...queryValues), body).map(([places, pairs, content]) => {
      const filled = path.reduce(
        (url, { name }, i) => url.replace(`{${name}}`, partOf(places[i], known)),
        operation.path,
      )
      const search = pairs.filter(Boolean).join('&')
      return { operation, url: search ? `${filled}?${search}` : filled, body: content }
    })
  })
}

/** Ending one's own session would turn every later answer into 401. */
const leftOut = new Set(['/auth/logout', '/me/sessions/{id}', '/me/password'])

it.each(['admin', 'supervisor', 'operator'] as const)(
  'answers whatever %s sends with a documented status, never 5xx',
  async (role) => {
    const { operations, resolve } = operationsOf(test)
    const sane = operations.filter((operation) => !leftOut.has(operation.path))
    const surprises: string[] = []
    for (const shot of fc.sample(shots(sane, resolve), { numRuns: requestsPerRole, seed: 20_261_124 })) {
      const { status, body } = await send(test[role], shot.operation.method, shot.url, shot.body)
      const { method, path, statuses } = shot.operation
      const documented = statuses.includes(String(status))
      if (status >= 500 || !documented) {
        surprises.push(
          `${status} ${method} ${path} ← ${shot.url} ${JSON.stringify(shot.body)} → ${JSON.stringify(body)?.slice(0, 200)}`,
        )
        if (surprises.length >= 10) break
      }
    }
    expect(surprises).toEqual([])
  },
  3_600_000,
)
