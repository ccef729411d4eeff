import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { openTestApp } from '../src/server/testing/app.ts'

/** Writes the served OpenAPI document and the web client's types made from it. */
const test = await openTestApp()
const document = JSON.stringify(test.app.swagger(), null, 2)
await test.close()
mkdirSync('docs/api', { recursive: true })
writeFileSync('docs/api/openapi.json', `${document}\n`)
execFileSync('node_modules/.bin/openapi-typescript', ['docs/api/openapi.json', '-o', 'src/web/app/api-schema.d.ts'], {
  stdio: 'inherit',
})
