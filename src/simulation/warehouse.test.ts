import { expect, it } from 'vitest'
import type { PredefinedTypeCode } from '../domain/asset-type.ts'
import { partsDue } from '../domain/service-level.ts'
import { typeModels } from './fleet-model.ts'
import { catalogue } from './part-catalogue.ts'
import { createRandom } from './random.ts'
import { servicePlan } from './service-plans.ts'
import { openWarehouses, type PartsUse } from './warehouse.ts'

const day = 86_400_000
const uses: PartsUse[] = Array.from({ length: 400 }, (_, i) => ({
  orderId: `order-${i}`,
  siteId: i % 3 ? 'north' : 'south',
  at: 1_700_000_000_000 + ((i * 37) % 400) * day,
  service: i % 8 === 0 ? { type: 'BACKHOE', cycle: 1 + (i % 16) / 8 } : null,
  system: i % 4 === 0 ? null : i % 4 === 1 ? 'HYDRAULICS' : 'BRAKES',
  cost: 20_000 + ((i * 7_919) % 900_000),
}))
const open = () => openWarehouses(createRandom('w'), ['south', 'north'], 1_699_000_000_000)
const rows = open().issue(uses)

it('keeps a ledger in which every balance is the sum before it, in order of time and never below zero', () => {
  const sums = new Map<string, { sum: bigint; value: bigint; at: number }>()
  for (const { part, siteId, change, balance, at } of rows) {
    const before = sums.get(`${part} ${siteId}`) ?? { sum: 0n, value: 0n, at: 0 }
    const sum = before.sum + change.quantity
    const value = before.value + change.value
    expect(balance).toBe(sum)
    expect(sum >= 0n && value >= 0n && at >= before.at && (sum > 0n || value === 0n)).toBe(true)
    sums.set(`${part} ${siteId}`, { sum, value, at })
  }
})

it('gives every order parts, and the same warehouse for the same seed', () => {
  expect(new Set(rows.flatMap(({ orderId }) => orderId ?? [])).size).toBe(uses.length)
  expect(open().issue(uses)).toEqual(rows)
})

it('is the same whether uses are told at once or as time goes on', () => {
  const warehouses = open()
  const noon = uses[200]!.at
  const [early, late] = [uses.filter((use) => use.at < noon), uses.filter((use) => use.at >= noon)]
  expect([...warehouses.issue(early), ...warehouses.issue(late)]).toEqual(rows)
})

it('gives a service the parts of its turn in the plan', () => {
  const used = (orderId: string) =>
    rows
      .filter((row) => row.orderId === orderId)
      .map(({ part, change }) => [catalogue[part]!.number, -Number(change.quantity) / 1000])
  expect(Object.fromEntries(used('order-0'))).toEqual({ 'ACE-15W40': 24, 'FLT-OIL-M': 1, 'FLT-FUEL': 1, 'GRA-EP2': 4 })
  expect(Object.fromEntries(used('order-8'))).toEqual({
    ...{ 'ACE-15W40': 24, 'FLT-OIL-M': 1, 'GRA-EP2': 4 },
    ...{ 'FLT-FUEL': 2, 'FLT-AIR-P': 2 },
  })
})

it('knows every part of the service plans, which cost what the fleet is said to spend on them', () => {
  for (const [type, { services }] of Object.entries(typeModels)) {
    const { levels } = servicePlan(type as PredefinedTypeCode)
    services.forEach(({ partsCost }, turn) => {
      const cost = partsDue(levels, [turn + 1]).reduce(
        (sum, { partId, quantity }) => sum + quantity * catalogue.find(({ number }) => number === partId)!.price,
        0,
      )
      expect(Math.abs(cost / partsCost - 1)).toBeLessThan(0.15)
    })
  }
})
