import { describe, expect, it } from 'vitest'
import { predefinedTypeCodes } from './asset-type.ts'
import { failureCatalogue, longestCodeList } from './failure-code.ts'

describe.each([...predefinedTypeCodes, 'GENERATOR'])('failure codes of %s', (type) => {
  const catalogue = failureCatalogue(type)

  it.each(['modes', 'causes', 'actions'] as const)('%s: at most twelve, each once, named in both languages', (list) => {
    const codes = catalogue[list]
    expect(codes.length).toBeGreaterThan(5)
    expect(codes.length).toBeLessThanOrEqual(longestCodeList)
    for (const key of ['code', 'es', 'en'] as const) expect(new Set(codes.map((c) => c[key])).size).toBe(codes.length)
    for (const { code } of codes) expect(code).toMatch(/^[A-Z]{3}$/)
  })

  it('always has a way out', () => {
    expect(catalogue.modes.at(-1)!.code).toBe('OTH')
    expect(catalogue.causes.at(-1)!.code).toBe('UNK')
  })
})

describe('failure codes across types', () => {
  it('the same code means the same everywhere', () => {
    const names = new Map<string, string>()
    for (const { code, es } of predefinedTypeCodes.flatMap((type) => failureCatalogue(type).modes)) {
      expect(names.get(code) ?? es).toBe(es)
      names.set(code, es)
    }
  })

  it('a vacuum truck can lose vacuum, a pickup cannot', () => {
    const modes = (type: string) => failureCatalogue(type).modes.map((m) => m.code)
    expect(modes('SUPERSUCKER')).toContain('LVA')
    expect(modes('PICKUP')).not.toContain('LVA')
  })
})
