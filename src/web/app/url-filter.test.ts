import { expect, test } from 'vitest'
import { z } from 'zod'
import { commaSeparated, pageQuery } from '../../contract/common.ts'
import { accepted } from './url-filter.ts'

const orders = z.strictObject({
  ...pageQuery,
  status: commaSeparated(z.enum(['PENDING', 'CLOSED'])).optional(),
  q: z.string().max(10).optional(),
})

test('what the API would refuse is left out, and the rest stays as it was written', () => {
  expect(accepted(orders, { status: 'PENDING,CLOSED', q: 'bomba' })).toEqual({ status: 'PENDING,CLOSED', q: 'bomba' })
  expect(accepted(orders, { status: 'PENDING,LOST', q: 'bomba' })).toEqual({ q: 'bomba' })
  expect(accepted(orders, { status: 'CLOSED', view: 'board', q: 'much too long a text' })).toEqual({ status: 'CLOSED' })
  expect(accepted(orders, { limit: '9999' })).toEqual({})
})

test('a schema that is not strict keeps its own names only', () => {
  expect(accepted(z.object({ q: z.string().optional() }), { q: 'a', view: 'board' })).toEqual({ q: 'a' })
})
