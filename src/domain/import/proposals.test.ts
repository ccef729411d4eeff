import { describe, expect, test } from 'vitest'
import { columnProfile, describeColumn, observe } from './column-profile.ts'
import { plainText } from './plain-text.ts'
import { proposeColumns, proposeTarget } from './propose-columns.ts'
import {
  proposeCategory,
  proposeCriticality,
  proposeMeter,
  proposePriority,
  proposeStatus,
  systemNamed,
} from './propose-values.ts'
import { proposeUnitCode } from './unit-code.ts'

function columns(table: Record<string, string[]>) {
  return Object.entries(table).map(([name, cells]) => {
    const profile = columnProfile(name)
    for (const cell of cells) observe(profile, cell)
    return describeColumn(profile)
  })
}

test('names are compared without case, accents and joints', () => {
  expect(plainText('BscStartDate')).toBe('bsc start date')
  expect(plainText('  N.º_ORDEN: ')).toBe('n orden')
  expect(plainText('Descripción')).toBe('descripcion')
  expect(plainText('PMType')).toBe('pm type')
})

describe('columns', () => {
  const orders = columns({
    'N° OT': ['4001', '4002', '4003'],
    'Fecha de aviso': ['15/03/2026', '16/03/2026', '17/03/2026'],
    Equipo: ['CF-1', 'CF-2', 'CF-1'],
    Descripción: ['Cambio de manguera', 'Fuga de aceite en bomba', 'Revisión de frenos y luces'],
    'Tipo OT': ['Correctiva', 'Preventiva', 'Correctiva'],
    'Costo total': ['12.000,5', '3.500,0', '900,0'],
  })

  test('a Spanish list of orders', () => {
    expect(proposeTarget(orders)).toBe('workOrders')
    expect(proposeColumns('workOrders', orders)).toEqual({
      reference: 'N° OT',
      reportedAt: 'Fecha de aviso',
      asset: 'Equipo',
      title: 'Descripción',
      type: 'Tipo OT',
      cost: 'Costo total',
    })
  })

  test('units and readings are told from orders', () => {
    const units = columns({
      Código: ['A', 'B'],
      Patente: ['BBCL12', 'BBCL13'],
      Marca: ['CAT', 'CAT'],
      Faena: ['N', 'S'],
    })
    expect(proposeTarget(units)).toBe('assets')
    const readings = columns({ Fecha: ['2026-01-01', '2026-01-02'], Unidad: ['A', 'A'], Horómetro: ['10', '20'] })
    expect(proposeTarget(readings)).toBe('meterReadings')
    expect(proposeColumns('meterReadings', readings)).toEqual({ at: 'Fecha', asset: 'Unidad', value: 'Horómetro' })
  })

  test('no column is used twice, and words are not taken for dates', () => {
    const odd = columns({ Fecha: ['ayer', 'hoy'], Date: ['2026-01-01', '2026-01-02'] })
    const chosen = proposeColumns('workOrders', odd)
    expect(chosen.reportedAt).toBe('Date')
    expect(new Set(Object.values(chosen)).size).toBe(Object.values(chosen).length)
  })
})

describe('values', () => {
  test.each([
    ['PM01', 'CORRECTIVE'],
    ['PM02', 'PREVENTIVE'],
    ['PM06', 'CORRECTIVE'],
    ['Mantención preventiva', 'PREVENTIVE'],
    ['NO PROGRAMADA', 'CORRECTIVE'],
    ['Programada', 'PREVENTIVE'],
    ['Breakdown', 'CORRECTIVE'],
    ['Emergencia', 'EMERGENCY'],
    ['xyz', null],
  ])('order type %s → %s', (text, category) => {
    expect(proposeCategory(text)).toBe(category)
  })

  test('states, priorities and the rest', () => {
    expect(
      ['Cerrada', 'Anulado', 'En proceso', 'Esperando repuesto', 'Terminada', 'Pendiente', '?'].map(proposeStatus),
    ).toEqual(['CLOSED', 'CANCELLED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'PENDING', null])
    expect(['1', 'Alta', 'normal', 'P4', ''].map(proposePriority)).toEqual(['URGENT', 'HIGH', 'MEDIUM', 'LOW', null])
    expect(['A', 'media', 'Baja'].map(proposeCriticality)).toEqual(['HIGH', 'MEDIUM', 'LOW'])
    expect(['Horómetro', 'KM'].map(proposeMeter)).toEqual(['HOURS', 'KM'])
    expect(['hidráulico', 'Engine', 'TYRES_TRACKS', 'nada'].map(systemNamed)).toEqual([
      'HYDRAULICS',
      'ENGINE',
      'TYRES_TRACKS',
      null,
    ])
  })

  test('unit codes stay as near to the file as they may', () => {
    expect(proposeUnitCode(' ex-01 ')).toBe('EX-01')
    expect(proposeUnitCode('Exc. Ñuble / 01')).toBe('EXC.-NUBLE-01')
    expect(proposeUnitCode('a'.repeat(40))).toBe('A'.repeat(20))
    expect(proposeUnitCode('¿?')).toBeNull()
  })
})
