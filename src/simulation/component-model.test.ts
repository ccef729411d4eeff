import { describe, expect, it } from 'vitest'
import { predefinedTypeCodes } from '../domain/asset-type.ts'
import { failureCatalogue } from '../domain/failure-code.ts'
import { proposeSystem } from '../domain/system-proposal.ts'
import { componentModels } from './component-model.ts'
import { typeModels } from './fleet-model.ts'

const models = Object.entries(componentModels)

describe('component models', () => {
  it.each(models)('%s tells its failures so that the system can be proposed from them', (_, model) => {
    for (const title of model.titles) expect([title, proposeSystem(title)]).toEqual([title, model.system])
  })

  it.each(models)('%s uses causes and actions of the catalogue', (_, model) => {
    const { causes, actions } = failureCatalogue('GENERIC')
    for (const { cause, action } of model.findings) {
      expect(causes.map((c) => c.code)).toContain(cause)
      expect(actions.map((a) => a.code)).toContain(action)
    }
  })

  it.each(predefinedTypeCodes)('%s fails only in modes of its own catalogue, and each component once', (type) => {
    const modes = failureCatalogue(type).modes.map((m) => m.code)
    const { components } = typeModels[type]
    for (const { mode } of components) expect(modes).toContain(mode)
    expect(new Set(components.map((c) => c.kind)).size).toBe(components.length)
  })

  it('the shares of the types are the whole fleet', () => {
    const shares = predefinedTypeCodes.map((type) => typeModels[type].share)
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1)
  })
})
