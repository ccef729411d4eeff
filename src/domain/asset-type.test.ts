import { describe, expect, it } from 'vitest'
import { predefinedAssetTypes, predefinedTypeCodes } from './asset-type.ts'

describe('predefined asset types', () => {
  it('are the five of the fleet, each once, with a meter and its own checklist', () => {
    expect(predefinedAssetTypes.map((type) => type.code)).toEqual([...predefinedTypeCodes])
    expect(new Set(predefinedAssetTypes.map((type) => type.checklist)).size).toBe(5)
    for (const { meters, es, en } of predefinedAssetTypes) {
      expect(meters.length).toBeGreaterThan(0)
      expect(es && en).toBeTruthy()
    }
  })
})
