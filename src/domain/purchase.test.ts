import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkReceipt, maySend, mostReceivable, statusAfterReceipt } from './purchase.ts'

describe('receipt', () => {
  it.each([
    [10_000n, 0n, 10_000n, undefined],
    [10_000n, 0n, 10_500n, undefined],
    [10_000n, 0n, 10_501n, 'OVER_RECEIPT'],
    [10_000n, 9_000n, 1_501n, 'OVER_RECEIPT'],
    [10_000n, 10_500n, 1n, 'OVER_RECEIPT'],
  ])('of %d with %d there, %d more at 5 %%: %s', (ordered, received, quantity, code) =>
    expect(checkReceipt({ ordered, received }, quantity, 5)?.code).toBe(code),
  )

  it('in any number of parts never passes the tolerance, and completes the order once all is there', () => {
    const amount = fc.bigInt({ min: 1n, max: 100_000n })
    fc.assert(
      fc.property(
        amount,
        fc.array(amount, { maxLength: 30 }),
        fc.integer({ min: 0, max: 20 }),
        (ordered, deliveries, tolerance) => {
          let received = 0n
          for (const quantity of deliveries)
            if (!checkReceipt({ ordered, received }, quantity, tolerance)) received += quantity
          expect(received * 100n <= ordered * BigInt(100 + tolerance)).toBe(true)
          const rest = mostReceivable({ ordered, received }, tolerance)
          expect(checkReceipt({ ordered, received }, rest, tolerance)).toBeNull()
          const line = { ordered, received: received + rest }
          expect(statusAfterReceipt([line])).toBe('RECEIVED')
          expect(statusAfterReceipt([line, { ordered: 1n, received: 0n }])).toBe('PARTIALLY_RECEIVED')
        },
      ),
    )
  })
})

it('cancels nothing that has arrived', () => {
  expect(maySend('CANCEL', 'ORDERED')).toBe(true)
  expect(maySend('CANCEL', 'PARTIALLY_RECEIVED')).toBe(false)
  expect(maySend('CLOSE_SHORT', 'PARTIALLY_RECEIVED')).toBe(true)
})
