import { describe, expect, it } from 'vitest'
import { missingWords, moved, newPoint, newSection, tidied, withKind } from './content-edit.ts'

describe('writing a checklist', () => {
  it('moves an item by one place and never out of the list', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  })

  it('keeps of a point only what its new kind has', () => {
    const number = { ...newPoint(), kind: 'NUMBER' as const, unit: 'bar', min: 6, critical: true }
    expect(withKind(number, 'TEXT')).toMatchObject({ unit: null, min: null, critical: false })
    expect(withKind(number, 'YES_NO_NA')).toMatchObject({ min: null, critical: true })
  })

  it('says where words are missing, and sends none instead of empty ones', () => {
    const sections = [{ ...newSection(), es: ' Frenos ', en: ' ' }]
    expect(missingWords({ nameEs: ' ', nameEn: '', sections })).toEqual(['nameEs', 'sections.0.points.0.es'])
    expect(tidied({ nameEs: ' Semanal ', nameEn: '', sections })).toMatchObject({
      nameEs: 'Semanal',
      nameEn: null,
      sections: [{ es: 'Frenos', en: null }],
    })
  })

  it('gives every new point its own id, in the form the server takes', () => {
    const ids = Array.from({ length: 50 }, () => newPoint().id)
    expect(new Set(ids).size).toBe(50)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9.-]{0,79}$/)
  })
})
