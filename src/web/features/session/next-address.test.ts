import { expect, test } from 'vitest'
import { nextAddress } from './next-address.ts'

test.each([
  ['', '/'],
  ['?next=%2Fwork-orders%3Fstatus%3DPENDING', '/work-orders?status=PENDING'],
  ['?next=%2Flogin', '/'],
  ['?next=https%3A%2F%2Fevil.example', '/'],
  ['?next=%2F%2Fevil.example', '/'],
  ['?next=%2F%5Cevil.example', '/'],
  ['?next=javascript%3Aalert(1)', '/'],
  ['?next=%2F%09%2Fevil.example', '/'],
])('after signing in with %s: %s', (query, address) => {
  expect(nextAddress(query)).toBe(address)
})
