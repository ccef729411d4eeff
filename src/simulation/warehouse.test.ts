import { expect, it } from 'vitest'
import { createRandom } from './random.ts'
import { type PartsUse, simulateWarehouse } from './warehouse.ts'

const day = 86_400_000
const uses: PartsUse[] = Array.from({ length: 400 }, (_, i) => ({
  orderId: `order-${i}`,
  siteId: i % 3 ? 'north' : 'south',
  at: 1_700_000_000_000 + ((i * 37) % 400) * day,
  system: i % 4 === 0 ? null : i % 4 === 1 ? 'HYDRAULICS' : 'BRAKES',
  cost: 20_000 + ((i * 7_919) % 900_000),
}))
const rows = simulateWarehouse(createRandom('w'), uses, 1_699_000_000_000)

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
  expect(simulateWarehouse(createRandom('w'), uses, 1_699_000_000_000)).toEqual(rows)
})
