import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from './folder-lock.ts'

let base: string
let folder: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'faena-lock-'))
  folder = join(base, 'database')
})
afterEach(() => rmSync(base, { recursive: true }))

it('lets one process in, names it to the next, and is free when released', () => {
  const release = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`)
  release()
  expect(existsSync(`${folder}.lock`)).toBe(false)
  lockFolder(folder)()
})

it.each([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })],
  ['a process whose number another one has now', JSON.stringify({ pid: process.ppid, started: 'before' })],
  ['an earlier life of this process number', JSON.stringify({ pid: process.pid, started: 'before' })],
  ['a crash while it was written', '{"pid":'],
])('takes over the lock of %s', (_whose, left) => {
  writeFileSync(`${folder}.lock`, left)
  lockFolder(folder)()
  expect(existsSync(`${folder}.lock`)).toBe(false)
})
