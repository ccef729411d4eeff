import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { configSchema } from '../server/platform/config.ts'
import type { Command } from './command.ts'

const guide = readFileSync(new URL('../../docs/operator.md', import.meta.url), 'utf8')
const blocks = [...guide.matchAll(/```\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.split('\n'))
const calls = blocks.filter((line) => line.startsWith('npx faena '))

describe('the operator guide', () => {
  it('names commands and options that exist', async () => {
    expect(calls.length).toBeGreaterThan(8)
    for (const call of calls) {
      const [, name = ''] = /^npx faena ([a-z-]+)/.exec(call) ?? []
      const { command } = (await import(`./${name}.ts`)) as { command: Command }
      const help = command.usage
      expect(help, call).toContain(`faena ${name}`)
      for (const [option] of call.matchAll(/--[a-z-]+/g)) expect(help, call).toContain(option)
    }
  })

  it('names variables of the configuration', () => {
    const known = new Set(Object.keys(configSchema.shape))
    const named = [...guide.matchAll(/`([A-Z][A-Z_]+)(?:=[^`]*)?`/g)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'SIGTERM')
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})
