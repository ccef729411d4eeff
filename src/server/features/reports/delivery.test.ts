import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/orders.ts'
import { sendDueReports } from './delivery.ts'

let test: TestApp
/** Thursday, 26 November 2026, nine in the morning in Chile. */
let now = '2026-11-26T12:00:00.000Z'
let unit: string
/** Sessions outlive the weeks that go by here. */
const lifetimes = { JWT_ACCESS_TOKEN_LIFETIME: '525600', JWT_REFRESH_TOKEN_LIFETIME: '525600' }
const env = { PUBLIC_URL: 'https://faena.example/', ...lifetimes }

beforeAll(async () => {
  test = await openTestApp({ now: () => now, env })
  unit = await addUnit(test, test.sites.north, 'RE-01')
})
afterAll(() => test.close())

const weekly = { name: 'Gestión semanal', report: 'overview', period: 'LAST_WEEK' } as const
const monday = { frequency: 'WEEKLY', weekday: 1, time: '08:00', recipients: ['gerencia@faena.example'] }
const save = async (body: object, who = test.supervisor) => (await who.post('/saved-reports', body)).body
const mails = () =>
  test.runtime.database.db.rows<{ subject: string; text: string; attachments: { fileId: string; name: string }[] }>(sql`
    SELECT subject, text, attachments FROM outgoing_mail ORDER BY created_at, id`)
const run = () => sendDueReports(test.runtime, 'job')

describe('a saved report', () => {
  it('is its owner’s until they share it, and moves with the calendar', async () => {
    const own = await save({ ...weekly, siteId: test.sites.north })
    expect(own).toMatchObject({ from: '2026-11-16', to: '2026-11-22', mine: true, schedule: null })
    const seen = async () => (await test.otherSupervisor.get('/saved-reports')).body.items
    expect(await seen()).toEqual([])
    expect((await test.otherSupervisor.get(`/saved-reports/${own.id}`)).status).toBe(404)
    await test.supervisor.patch(`/saved-reports/${own.id}`, { shared: true })
    expect(await seen()).toMatchObject([{ name: 'Gestión semanal', mine: false }])
    expect((await test.otherSupervisor.patch(`/saved-reports/${own.id}`, { name: 'Mío' })).status).toBe(403)
    expect((await test.operator.get('/saved-reports')).status).toBe(403)
    expect((await test.supervisor.delete(`/saved-reports/${own.id}`)).status).toBe(204)
  })

  it('asks for what its report has, of what its owner may see', async () => {
    const refused = async (body: object) => (await save({ ...weekly, ...body })).errors[0].field
    expect(await refused({ report: 'stock', assetId: unit })).toBe('assetId')
    expect(await refused({ report: 'pm', groupBy: 'mode' })).toBe('groupBy')
    expect(await refused({ siteId: test.sites.south })).toBe('siteId')
    const { assetId } = { assetId: await addUnit(test, test.sites.south, 'RE-02') }
    expect(await refused({ report: 'cost', assetId })).toBe('assetId')
  })
})

describe('a schedule', () => {
  it('sends the report at eight on Monday, once for both of two processes, and again a week later', async () => {
    const { id } = await save(weekly)
    const set = await test.supervisor.put(`/saved-reports/${id}/schedule`, monday)
    expect(set.body.schedule).toMatchObject({ nextAt: '2026-11-30T11:00:00.000Z', lastAt: null })
    expect(await run()).toBe(0)
    now = '2026-11-30T11:02:00.000Z'
    const sent = await Promise.all([run(), run()])
    expect(sent.sort()).toEqual([0, 1])
    expect(await run()).toBe(0)
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      subject: 'Gestión semanal · 23-11-2026 al 29-11-2026',
      attachments: [{ name: 'overview-2026-11-23-2026-11-29.pdf', type: 'application/pdf' }],
    })
    expect(mail!.text).toContain(`https://faena.example/saved-reports/${id}`)
    const [kept] = await test.runtime.database.db.rows<{ key: string }>(sql`
      SELECT storage_key AS key FROM file WHERE id = ${mail!.attachments[0]!.fileId}`)
    expect(await text(test.runtime.files.open(kept!.key))).toMatch(/^%PDF/)
    expect((await test.supervisor.get(`/files/${mail!.attachments[0]!.fileId}`)).status).toBe(404)
    const { body } = await test.supervisor.get(`/saved-reports/${id}`)
    expect(body.schedule).toMatchObject({ nextAt: '2026-12-07T11:00:00.000Z', lastAt: now, lastError: null })
    const { items } = (await test.supervisor.get(`/saved-reports/${id}/deliveries`)).body
    expect(items).toMatchObject([{ dueAt: '2026-11-30T11:00:00Z', state: 'QUEUED', recipients: monday.recipients }])
    await test.supervisor.delete(`/saved-reports/${id}/schedule`)
    now = '2026-12-07T11:02:00.000Z'
    expect(await run()).toBe(0)
  })

  it('skips what was missed while nothing ran, and stops with its owner', async () => {
    const leaver = await test.signIn('SUPERVISOR', test.sites.north, 'Lucas')
    const { id } = await save({ ...weekly, report: 'cost', groupBy: 'type', period: 'LAST_7_DAYS' }, leaver)
    await leaver.put(`/saved-reports/${id}/schedule`, { ...monday, frequency: 'DAILY' })
    now = '2026-12-17T15:00:00.000Z'
    expect(await run()).toBe(1)
    await test.runtime.database.db.rows(sql`UPDATE person SET deactivated_at = ${now} WHERE id = ${leaver.personId}`)
    now = '2026-12-18T15:00:00.000Z'
    expect(await run()).toBe(0)
    const [row] = await test.runtime.database.db.rows(sql`
      SELECT last_error AS error FROM report_schedule WHERE saved_report_id = ${id}`)
    expect(row).toEqual({ error: 'OWNER_GONE' })
    expect(await mails()).toHaveLength(2)
  })

  it('never writes to an operator, and is set whole', async () => {
    const { id } = await save(weekly)
    const [operator] = await test.runtime.database.db.rows<{ email: string }>(sql`
      SELECT email FROM person WHERE id = ${test.operator.personId}`)
    const set = (change: object) => test.supervisor.put(`/saved-reports/${id}/schedule`, { ...monday, ...change })
    const refused = async (change: object) => (await set(change)).body.errors[0]
    const operators = { recipients: [operator!.email.toUpperCase()] }
    expect(await refused(operators)).toMatchObject({ field: 'recipients', code: 'RECIPIENT_IS_OPERATOR' })
    expect(await refused({ weekday: null })).toMatchObject({ field: 'weekday', code: 'required' })
    expect(await refused({ frequency: 'MONTHLY' })).toMatchObject({ field: 'day' })
    expect((await set({ time: '24:00' })).status).toBe(400)
    expect((await set({ recipients: [] })).status).toBe(400)
  })
})
