import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  averageCost,
  checkIssue,
  corrected,
  fellLow,
  giveBack,
  minorUnitsOf,
  nothing,
  quantityOf,
  received,
  reservedFor,
  type Stock,
  type StockPosition,
  stockState,
  stockStates,
  take,
  thousandths,
  valueOfMinor,
} from './stock.ts'

const of = (quantity: number, minorUnits: number): Stock => ({
  quantity: thousandths(quantity),
  value: valueOfMinor(minorUnits),
})
function moved(result: Stock | { code: string }): Stock {
  if ('code' in result) throw new Error(result.code)
  return result
}

describe('moving average', () => {
  it('mixes receipts and is left as it was by issues', () => {
    let stock = add(received(thousandths(10), 1_000), received(thousandths(10), 2_000))
    expect(averageCost(stock)).toBe(1_500)
    stock = add(stock, moved(take(stock, thousandths(7.5))))
    expect([quantityOf(stock.quantity), averageCost(stock), minorUnitsOf(stock.value)]).toEqual([12.5, 1_500, 18_750])
  })

  it('gives the last of a stock all the value that is left', () => {
    const three = of(3, 100)
    const left = add(three, moved(take(three, thousandths(1))))
    expect(minorUnitsOf(left.value)).toBe(67)
    expect(add(left, moved(take(left, left.quantity)))).toEqual(nothing)
  })

  it('takes back what was issued at the cost at which it went out', () => {
    const issued = of(4, 4_001)
    const one = moved(giveBack(issued, thousandths(1)))
    expect(minorUnitsOf(one.value)).toBe(1_000)
    expect(giveBack(issued, issued.quantity)).toEqual(issued)
    expect(giveBack(issued, thousandths(4.001))).toMatchObject({ code: 'RETURN_EXCEEDS_ISSUE', params: { issued: 4 } })
  })

  it('corrects at the average, and from nothing at the cost given', () => {
    expect(minorUnitsOf(moved(corrected(of(2, 300), thousandths(1), 999)).value)).toBe(150)
    expect(minorUnitsOf(moved(corrected(of(2, 300), thousandths(-1), 999)).value)).toBe(-150)
    expect(minorUnitsOf(moved(corrected(nothing, thousandths(3), 999)).value)).toBe(2_997)
    expect(corrected(of(2, 300), thousandths(-2.5), 0)).toMatchObject({ code: 'STOCK_SHORT' })
  })
})

/** An exact fraction, never rounded. */
type Fraction = { n: bigint; d: bigint }
const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}
const fraction = (n: bigint, d: bigint): Fraction => {
  const common = gcd(n, d) || 1n
  return { n: n / common, d: d / common }
}

type Move =
  | { kind: 'receipt'; quantity: number; unitCost: number }
  | { kind: 'issue' | 'return' | 'count'; share: number }
  | { kind: 'nextOrder' }

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      kind: fc.constant('receipt' as const),
      quantity: fc.integer({ min: 1, max: 500_000 }),
      unitCost: fc.integer({ min: 0, max: 90_000_000 }),
    }),
  },
  {
    weight: 50,
    arbitrary: fc.record({
      kind: fc.constantFrom('issue' as const, 'return' as const, 'count' as const),
      share: fc.oneof(
        { weight: 12, arbitrary: fc.integer({ min: 1, max: 999 }) },
        { weight: 1, arbitrary: fc.constant(1000) },
      ),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'nextOrder' as const }) },
)

const share = (quantity: bigint, permille: number): bigint => {
  const part = (quantity * BigInt(permille)) / 1000n
  return part === 0n && quantity > 0n ? 1n : part
}

/**
 * Movements as the product books them, beside the same in exact fractions of a minor unit: the stock's value, and what
 * an order that takes and gives back has cost so far.
 */
function book(
  moves: readonly Move[],
  onEach: (stock: Stock, order: Stock, exact: { stock: Fraction; order: Fraction }) => void,
) {
  let [stock, order] = [nothing, nothing]
  let [exactStock, exactOrder] = [fraction(0n, 1n), fraction(0n, 1n)]
  const plus = (a: Fraction, b: Fraction) => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
  const minus = (a: Fraction, b: Fraction) => plus(a, { n: -b.n, d: b.d })
  const part = ({ n, d }: Fraction, of: bigint, whole: bigint) => fraction(n * of, d * whole)
  for (const one of moves) {
    if (one.kind === 'receipt') {
      const quantity = BigInt(one.quantity)
      stock = add(stock, received(quantity, one.unitCost))
      exactStock = plus(exactStock, fraction(quantity * BigInt(one.unitCost), 1000n))
    } else if (one.kind === 'nextOrder') {
      ;[order, exactOrder] = [nothing, fraction(0n, 1n)]
    } else if (one.kind === 'return') {
      const quantity = share(order.quantity, one.share)
      if (quantity === 0n) continue
      const back = part(exactOrder, quantity, order.quantity)
      const movement = moved(giveBack(order, quantity))
      ;[exactOrder, exactStock] = [minus(exactOrder, back), plus(exactStock, back)]
      order = { quantity: order.quantity - movement.quantity, value: order.value - movement.value }
      stock = add(stock, movement)
    } else {
      const quantity = share(stock.quantity, one.share)
      if (quantity === 0n) continue
      const out = part(exactStock, quantity, stock.quantity)
      const movement = moved(one.kind === 'issue' ? take(stock, quantity) : corrected(stock, -quantity, 0))
      exactStock = minus(exactStock, out)
      stock = add(stock, movement)
      if (one.kind === 'issue') {
        order = { quantity: order.quantity - movement.quantity, value: order.value - movement.value }
        exactOrder = plus(exactOrder, out)
      }
    }
    onEach(stock, order, { stock: exactStock, order: exactOrder })
  }
}

/** Thousandths of a minor unit by which `value` is off the exact one, rounded up. */
const error = (value: bigint, { n, d }: Fraction) => {
  const off = value * d - n * 1_000_000n
  return (off < 0n ? -off : off) / (d * 1000n)
}

describe('ledger', () => {
  it('keeps every cost to a hundredth of a minor unit of exact fractions, over any movements', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 120 }), (moves) => {
        book(moves, (stock, order, exact) => {
          expect(stock.quantity >= 0n && stock.value >= 0n && order.value >= 0n).toBe(true)
          expect(error(stock.value, exact.stock)).toBeLessThan(10n)
          expect(error(order.value, exact.order)).toBeLessThan(10n)
          if (stock.quantity === 0n) expect(stock.value).toBe(0n)
          if (order.quantity === 0n) expect(order.value).toBe(0n)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('is exact to the cent after 10,000 movements', () => {
    const moves = fc.sample(move, { numRuns: 10_000, seed: 20_261_125 })
    let booked = 0
    book(moves, (stock, order, exact) => {
      booked++
      for (const [value, { n, d }] of [
        [stock.value, exact.stock],
        [order.value, exact.order],
      ] as const) {
        const rounded = Number((2n * n + d) / (2n * d))
        const fromTie = ((2n * n) % (2n * d)) - d
        // Exactly between two cents either is right to the last digit kept.
        if ((fromTie < 0n ? -fromTie : fromTie) * 100n > d) expect(minorUnitsOf(value)).toBe(rounded)
        else expect(Math.abs(minorUnitsOf(value) - rounded)).toBeLessThanOrEqual(1)
      }
    })
    expect(booked).toBeGreaterThan(9_000)
  })
})

describe('what may be issued', () => {
  const ten = of(10, 10_000)
  it.each([
    [10, 0, undefined],
    [10.001, 0, 'STOCK_SHORT'],
    [6, 4, undefined],
    [6.5, 4, 'STOCK_RESERVED'],
    [1, 12, 'STOCK_RESERVED'],
  ])('%d beside %d reserved for others: %s', (quantity, others, code) =>
    expect(checkIssue(ten, thousandths(others), thousandths(quantity))?.code).toBe(code),
  )

  it('is no longer reserved once issued', () => {
    expect(reservedFor(5n, 3n)).toBe(2n)
    expect(reservedFor(5n, 7n)).toBe(0n)
  })
})

describe('state of a stock', () => {
  const kept: StockPosition = { onHand: 10, reserved: 0, onOrder: 0, minStock: 2, reorderPoint: 5 }
  it.each([
    ['plenty', {}, 'OK'],
    ['at the reorder point', { onHand: 5 }, 'REORDER'],
    ['enough on the way', { onHand: 5, onOrder: 4 }, 'OK'],
    ['below the minimum, whatever is on the way', { onHand: 1, onOrder: 100 }, 'LOW'],
    ['all of it reserved', { reserved: 10 }, 'OUT'],
    ['nothing', { onHand: 0 }, 'OUT'],
    ['nothing, and nobody asks', { onHand: 0, minStock: 0, reorderPoint: 0 }, 'NONE'],
    ['nothing, but an order waits', { onHand: 0, minStock: 0, reorderPoint: 0, reserved: 1 }, 'OUT'],
    ['some that nobody plans for', { onHand: 1, minStock: 0, reorderPoint: 0 }, 'OK'],
  ] as const)('%s', (_, change, state) => expect(stockState({ ...kept, ...change })).toBe(state))

  it.each([
    ['OK', 'REORDER', true],
    ['NONE', 'OUT', true],
    ['LOW', 'OUT', true],
    ['OUT', 'LOW', false],
    ['LOW', 'LOW', false],
    ['NONE', 'OK', false],
  ] as const)('from %s to %s is news: %s', (before, after, news) => expect(fellLow(before, after)).toBe(news))

  it('never gets better by taking away', () => {
    const level = fc.integer({ min: 0, max: 20 })
    fc.assert(
      fc.property(
        fc.record({
          onHand: level,
          reserved: level,
          onOrder: level,
          minStock: level,
          reorderPoint: fc.integer({ min: 1, max: 20 }),
        }),
        (position) => {
          const after = { ...position, onHand: Math.max(0, position.onHand - 1) }
          expect(stockStates.indexOf(stockState(after))).toBeLessThanOrEqual(stockStates.indexOf(stockState(position)))
        },
      ),
    )
  })
})
