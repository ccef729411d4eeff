import { expect, test } from 'vitest'
import { workOrderQuery } from '../../../contract/work-orders.ts'
import { accepted } from '../../app/url-filter.ts'
import { ordersSearch } from './orders-search.ts'

const id = '019340b2-7c3e-7b5a-9d3f-1a2b3c4d5e6f'
const values = [
  ...['', ' ', 'x', 'bomba', 'a'.repeat(100), 'a'.repeat(101), ` ${'a'.repeat(100)} `],
  ...['PENDING', 'PENDING,CLOSED', 'PENDING,,CLOSED', ',', 'pending', 'PENDING, CLOSED', 'PENDING,'.repeat(100)],
  ...['PENDING,'.repeat(101), 'PENDING,'.repeat(600), 'HIGH', 'CRITICAL,LOW', 'CORRECTIVE', 'PARTS', 'PARTS,OTHER'],
  ...[id, id.toUpperCase(), id.slice(1), id.replace('7b5a', '0b5a'), id.replace('9d3f', '1d3f'), `${id} `],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'me', 'none', 'ME'],
  ...['true', 'false', 'TRUE', '1', 'yes', true, 1, null, ['PENDING', 'CLOSED'], ['true']],
  ...['2026-11-24', '2024-02-29', '2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '2026-11-24T10:00:00Z'],
  ...['reportedAt', '-reportedAt', '--reportedAt', 'title', '-priority', 'ENGINE', 'HYDRAULICS', 'engine', '01'],
]

const shape = workOrderQuery.omit({ cursor: true, limit: true }).shape

test.each(Object.keys(shape) as (keyof typeof shape)[])(
  '%s is taken from the address as the contract takes it',
  (name) => {
    const taken = values.filter((value) => name in accepted(ordersSearch, { [name]: value }))
    expect(taken).toEqual(values.filter((value) => shape[name].safeParse(value).success))
    expect(taken).not.toEqual([])
  },
)

test('what the page does not know is left out, and the rest stays', () => {
  expect(accepted(ordersSearch, { status: 'PENDING', view: 'board', open: id, day: 'today', page: '2' })).toEqual({
    status: 'PENDING',
    view: 'board',
    open: id,
  })
})
