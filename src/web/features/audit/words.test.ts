import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import words from '../../app/i18n/es/audit.json' with { type: 'json' }

const server = join(import.meta.dirname, '../../../server')
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(server, path), 'utf8'))

const found = (pattern: RegExp) =>
  new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1]!)))

it('has words for everything the server writes in the audit log', () => {
  const actions = found(/(?:audit\(\s*|action: )'[a-zA-Z]+\.([a-zA-Z.]+)'/g)
  const entities = found(/audit\(\s*'[a-zA-Z.]+',\s*\{ type: '([a-zA-Z]+)'/g)
  expect(actions.size).toBeGreaterThan(50)
  expect(entities.size).toBeGreaterThan(10)
  expect([...actions].filter((verb) => !(verb in words.verb))).toEqual([])
  expect([...entities].filter((type) => !(type in words.entity))).toEqual([])
})
