import { writeFileSync } from 'node:fs'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import { openTestApp } from '../src/server/testing/app.ts'

/** JSON with a line for each value at `depth`: an operation or a schema a line, so that a change of one is a change of one. */
function lines(value: unknown, depth: number): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${lines(inner, depth - 1)}`)
  return `{\n${entries.join(',\n')}\n}`
}

type Operation = { responses: Record<string, unknown> }

/** The document as the web client needs it: every refusal is a problem, whatever its status. */
function forClient(document: { paths: Record<string, Record<string, Operation>> }) {
  const refusal = {
    description: '',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  const paths = Object.entries(document.paths).map(([path, operations]) => {
    const lean = Object.entries(operations).map(([method, { responses, ...operation }]) => {
      const answers = Object.entries(responses).filter(([status]) => Number(status) < 400)
      return [method, { ...operation, responses: { ...Object.fromEntries(answers), default: refusal } }]
    })
    return [path, Object.fromEntries(lean)]
  })
  return { ...document, paths: Object.fromEntries(paths) }
}

/** Writes the served OpenAPI document and the web client's types made from it. */
const test = await openTestApp()
const document = JSON.parse(JSON.stringify(test.app.swagger()))
await test.close()
writeFileSync('docs/api/openapi.json', `${lines(document, 3)}\n`)
const types = astToString(await openapiTS(forClient(document) as never))
writeFileSync('src/web/app/api-schema.d.ts', `${COMMENT_HEADER}${types}`)
