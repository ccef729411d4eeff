import { expect, test } from 'vitest'
import { fingerprint, randomKey } from './request-key.ts'

test('keys are UUIDs of version 4 and never the same', () => {
  const keys = Array.from({ length: 200 }, randomKey)
  expect(new Set(keys).size).toBe(200)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('the same content has the same fingerprint, another file another one', () => {
  const form = (text: string) => {
    const data = new FormData()
    data.append('file', new File([text], 'photo.jpg', { lastModified: 1 }))
    return fingerprint({ body: data })
  }
  expect(form('a')).toBe(form('b'))
  expect(form('a')).not.toBe(form('larger'))
  expect(fingerprint({ body: { a: 1 } })).not.toBe(fingerprint({ body: { a: 2 } }))
})
