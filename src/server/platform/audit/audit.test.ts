import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { appendAudit } from './append.ts'
import { verifyAuditChain } from './verify.ts'

let test: TestDatabase

const fact = (n: number) => ({
  at: '2026-03-01T12:00:00.000Z',
  actorId: null,
  actorName: 'Ada',
  channel: 'web',
  requestId: `request-${n}`,
  action: 'asset.changed',
  entityType: 'asset',
  entityId: String(n),
  changes: `{"name":["A ${n}","B ${n}"]}`,
})

beforeEach(async () => {
  test = await openTestDatabase()
  await test.database.transaction((tx) => appendAudit(tx, [fact(1), fact(2)]))
  await test.database.transaction((tx) => appendAudit(tx, [fact(3), fact(4), fact(5)]))
})
afterEach(() => test.drop())

const tamper = (statement: string) => test.database.db.executeSql(statement)
const verdict = () => verifyAuditChain(test.database.db)

describe('the audit chain', () => {
  it('is intact as written', async () => {
    expect(await verdict()).toMatchObject({ intact: true, entries: 5 })
  })

  it.each([
    ['an altered row', "UPDATE audit_entry SET changes = '{}' WHERE seq = 3", { brokenAt: 3, reason: 'altered' }],
    [
      'an altered time',
      "UPDATE audit_entry SET at = at + interval '1 ms' WHERE seq = 2",
      { brokenAt: 2, reason: 'altered' },
    ],
    ['a removed row', 'DELETE FROM audit_entry WHERE seq = 2', { brokenAt: 2, reason: 'missing' }],
    ['a cut tail', 'DELETE FROM audit_entry WHERE seq = 5', { brokenAt: 5, reason: 'headMoved' }],
    [
      'an inserted row',
      'INSERT INTO audit_entry SELECT 6, at, actor_id, actor_name, channel, request_id, action, entity_type, entity_id, changes, hash FROM audit_entry WHERE seq = 5',
      { brokenAt: 6, reason: 'altered' },
    ],
    [
      'two rows exchanged',
      'UPDATE audit_entry a SET entity_id = b.entity_id FROM audit_entry b WHERE a.seq IN (2, 3) AND b.seq = 5 - a.seq',
      { brokenAt: 2, reason: 'altered' },
    ],
  ])('finds %s', async (_what, statement, expected) => {
    await tamper(statement)
    expect(await verdict()).toMatchObject({ intact: false, ...expected })
  })

  it('keeps one chain when transactions append at the same time', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => test.database.transaction((tx) => appendAudit(tx, [fact(n), fact(-n)]))),
    )
    expect(await verdict()).toMatchObject({ intact: true, entries: 85 })
  })

  it('leaves nothing behind a transaction that fails', async () => {
    const failing = test.database.transaction(async (tx) => {
      await appendAudit(tx, [fact(9)])
      await tx.execute(sql`SELECT 1 / 0`)
    })
    await expect(failing).rejects.toThrow()
    expect(await verdict()).toMatchObject({ intact: true, entries: 5 })
  })
})
