import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { openTestApp } from '../src/server/testing/app.ts'

/** JSON with a line for each value at `depth`: an operation or a schema a line, so that a change of one is a change of one. */
function lines(value: unknown, depth: number): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${lines(inner, depth - 1)}`)
  return `{\n${entries.join(',\n')}\n}`
}

/** Writes the served OpenAPI document and the web client's types made from it. */
const test = await openTestApp()
const document = lines(test.app.swagger(), 3)
await test.close()
mkdirSync('docs/api', { recursive: true })
writeFileSync('docs/api/openapi.json', `${document}\n`)
execFileSync('node_modules/.bin/openapi-typescript', ['docs/api/openapi.json', '-o', 'src/web/app/api-schema.d.ts'], {
  stdio: 'inherit',
})
