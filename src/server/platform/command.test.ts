import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { site } from '../features/sites/tables.ts'
import { openTestApp, type TestApp } from '../testing/app.ts'
import type { Actor } from './actor.ts'
import { command } from './command.ts'
import { Problem } from './problem.ts'

let test: TestApp
let actor: Actor

beforeAll(async () => {
  test = await openTestApp()
  actor = {
    personId: test.admin.personId,
    name: 'Ada',
    role: 'ADMIN',
    siteIds: null,
    channel: 'web',
    requestId: 'r-1',
    locale: 'es-CL',
  }
})
afterAll(() => test.close())

const addSite = command('site.manage', async ({ tx, audit }, input: { code: string; fail?: boolean }) => {
  const id = v7()
  await tx.insert(site).values({ id, code: input.code, name: input.code })
  audit('site.created', { type: 'site', id }, null, { code: input.code })
  if (input.fail) throw new Problem('record.duplicate')
  return { id, code: input.code }
})

const countOf = async (code: string) => {
  const [row] = await test.runtime.database.db.rows<{ n: number }>(
    sql`SELECT count(*) AS n FROM site WHERE code = ${code}`,
  )
  return row!.n
}
const auditCount = async () => {
  const [row] = await test.runtime.database.db.rows<{ n: number }>(sql`SELECT count(*) AS n FROM audit_entry`)
  return row!.n
}

describe('a command', () => {
  it('is refused without its permission, before anything is read', async () => {
    const refused = addSite(test.runtime, { ...actor, role: 'OPERATOR' }, { code: 'X1' })
    await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden' })
    expect(await countOf('X1')).toBe(0)
  })

  it('leaves neither data nor audit behind when it fails', async () => {
    const before = await auditCount()
    await expect(addSite(test.runtime, actor, { code: 'X2', fail: true })).rejects.toMatchObject({
      code: 'record.duplicate',
    })
    expect([await countOf('X2'), await auditCount()]).toEqual([0, before])
  })

  it('runs once for fifty parallel requests under one idempotency key', async () => {
    const idempotency = { key: 'key-3', fingerprint: 'same' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => addSite(test.runtime, { ...actor, idempotency }, { code: 'X3' })),
    )
    expect(await countOf('X3')).toBe(1)
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
  })

  it('refuses other data under the same idempotency key', async () => {
    const other = addSite(
      test.runtime,
      { ...actor, idempotency: { key: 'key-3', fingerprint: 'other' } },
      { code: 'X4' },
    )
    await expect(other).rejects.toMatchObject({ code: 'idempotency.mismatch' })
  })

  it('may be tried again under the same key after a refusal', async () => {
    const retrying = { ...actor, idempotency: { key: 'key-5', fingerprint: 'f' } }
    await expect(addSite(test.runtime, retrying, { code: 'X5', fail: true })).rejects.toThrow()
    await expect(addSite(test.runtime, retrying, { code: 'X5' })).resolves.toMatchObject({ code: 'X5' })
  })
})
