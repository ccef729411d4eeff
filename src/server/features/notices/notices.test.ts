import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticeDays } from '../../../domain/notice.ts'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'
import { orderTypeId } from '../../testing/orders.ts'
import { answersTo, draftPhoto, sheetOf, submission } from '../inspections/testing.ts'
import { report } from '../requests/testing.ts'
import { site } from '../sites/tables.ts'
import { forgetOldNotices, tellFailedJobs } from './jobs.ts'
import { escalate, tell, watch } from './raise.ts'
import { followedEvents, type NoticeKind, noticeKinds } from './rules.ts'

let test: TestApp
let now = '2026-11-24T15:00:00Z'
let unit: { id: string; code: string }
let typeId: string
let regional: Caller

beforeAll(async () => {
  test = await openTestApp({
    now: () => now,
    env: {
      JWT_ACCESS_TOKEN_LIFETIME: '500000',
      JWT_REFRESH_TOKEN_LIFETIME: '500000',
      SMTP_URL: 'smtp://127.0.0.1:1',
      SLACK_WEBHOOK_URL: 'http://127.0.0.1:1/',
      VAPID_PUBLIC_KEY: 'public',
      VAPID_PRIVATE_KEY: 'private',
    },
  })
  const { db } = test.runtime.database
  const [region] = await db.insert(site).values({ code: 'REGION', name: 'Región' }).returning()
  await db.rows(sql`UPDATE site SET parent_id = ${region!.id} WHERE id = ${test.sites.north}`)
  regional = await test.signIn('SUPERVISOR', region!.id, 'Rita Regional')
  unit = (await addUnit(test, test.admin, { criticality: 'HIGH' })).body
  typeId = await orderTypeId(test, 'INSPECTION')
})
afterAll(() => test.close())

const later = (minutes: number) => {
  now = new Date(Date.parse(now) + minutes * 60_000).toISOString().replace('.000', '')
}

interface Queued {
  id: string
  data: { name: NoticeKind; payload: object }
}

/** Does the waiting jobs of the notices' queue, as a worker would, each as often as it is told to. */
async function tellAll(times = 1): Promise<void> {
  const { db } = test.runtime.database
  const jobs = await db.rows<Queued>(sql`
    SELECT id, data FROM jobs.job WHERE name = 'notice.tell' AND state = 'created' ORDER BY created_on, id`)
  for (let i = 0; i < times; i++) {
    for (const { id, data } of jobs) await tell(test.runtime, data.name, data.payload, id)
  }
  await db.rows(sql`DELETE FROM jobs.job WHERE name = 'notice.tell'`)
}

const noticesOf = async (by: Caller, query = '') => (await by.get(`/notices?${query}`)).body.items
const kindsOf = async (by: Caller) => (await noticesOf(by)).map(({ kind }: { kind: string }) => kind)
const deliveries = (kind: string) =>
  test.runtime.database.db.rows<{
    channel: string
    personId: string | null
    dueAt: string
    reminder: number
    state: string
  }>(sql`
    SELECT d.channel, d.person_id AS "personId", d.due_at AS "dueAt", d.reminder, d.state FROM delivery d
    JOIN happening h ON h.id = d.happening_id WHERE h.kind = ${kind} ORDER BY d.reminder, d.channel, d.id`)

async function clear(): Promise<void> {
  const { db } = test.runtime.database
  await db.rows(sql`DELETE FROM happening`)
  await db.rows(sql`DELETE FROM jobs.job WHERE name = 'notice.tell'`)
}

async function order(fields: object = {}): Promise<{ id: string; number: string; version: number }> {
  const body = { title: 'Revisar frenos', assetId: unit.id, typeId, priority: 'LOW', ...fields }
  return (await test.supervisor.post('/work-orders', body)).body
}

async function criticalFailure(): Promise<string> {
  const sheet = await sheetOf(test.operator, unit.id)
  const point = sheet.sections.flatMap(({ points }) => points).find(({ critical }) => critical)!
  const photoIds = [await draftPhoto(test, test.operator, 'red')]
  const answers = answersTo(sheet, { [point.id]: { photoIds } })
  const startedAt = new Date(Date.parse(now) - 300_000).toISOString()
  const sent = await test.operator.post('/inspections', submission(unit.id, sheet, { answers, startedAt }))
  expect(sent.status).toBe(201)
  return sent.body.id
}

describe('orders', () => {
  it('tell whom they were given to, once, however often the job is done; not whoever took one', async () => {
    const { id, number } = await order({ assigneeId: test.operator.personId })
    await tellAll(3)
    expect(await noticesOf(test.operator)).toMatchObject([
      {
        kind: 'workOrder.assigned',
        level: 'NORMAL',
        title: `Orden ${number} asignada a usted`,
        text: `${unit.code}: Revisar frenos`,
        path: `/work-orders/${id}`,
        readAt: null,
      },
    ])
    expect((await test.operator.get('/notices', { 'accept-language': 'en' })).body.items[0].title).toBe(
      `Order ${number} assigned to you`,
    )
    expect(await noticesOf(test.otherOperator)).toEqual([])
    await test.supervisor.post(`/work-orders/${id}/assign`, { assigneeId: test.supervisor.personId })
    await tellAll()
    expect(await kindsOf(test.supervisor)).toEqual([])
    expect(await deliveries('workOrder.assigned')).toMatchObject([
      { channel: 'email', personId: test.operator.personId, dueAt: '2026-11-24T16:00:00Z' },
    ])
  })

  it('tell of their end and of their reopening', async () => {
    await clear()
    const { id } = await order({ assigneeId: test.operator.personId })
    await test.operator.post(`/work-orders/${id}/start`, {})
    later(1)
    const done = await test.operator.post(`/work-orders/${id}/complete`, { notes: 'Listo', hours: 1 })
    expect(done.status).toBe(200)
    await tellAll()
    expect(await kindsOf(test.supervisor)).toEqual(['workOrder.completed'])
    expect(await kindsOf(regional)).toEqual([])
    await test.supervisor.post(`/work-orders/${id}/reopen`, { reason: 'Sigue sonando' })
    await tellAll()
    expect(await kindsOf(test.operator)).toEqual(['workOrder.reopened'])
  })

  it('tell before they are due and after, once each, and again when they get another date', async () => {
    await clear()
    const due = (hours: number) => new Date(Date.parse(now) + hours * 3_600_000).toISOString()
    const { id } = await order({ assigneeId: test.operator.personId, dueAt: due(5) })
    await order({ assigneeId: test.operator.personId, dueAt: due(30) })
    await clear()
    for (const kind of ['workOrder.due', 'workOrder.overdue', 'workOrder.due'] as const) {
      await watch(test.runtime, kind, 'job')
    }
    expect(await kindsOf(test.operator)).toEqual(['workOrder.due'])
    later(6 * 60)
    for (let i = 0; i < 2; i++) await watch(test.runtime, 'workOrder.overdue', 'job')
    expect(await kindsOf(test.operator)).toEqual(['workOrder.overdue', 'workOrder.due'])
    expect(await kindsOf(test.supervisor)).toEqual(['workOrder.overdue'])
    const { version } = (await test.supervisor.get(`/work-orders/${id}`)).body
    const moved = await test.supervisor.post(
      `/work-orders/${id}/schedule`,
      { dueAt: due(-2), scheduledOn: null },
      { 'if-match': `"${version}"` },
    )
    expect(moved.status).toBe(200)
    await watch(test.runtime, 'workOrder.overdue', 'job')
    expect(await kindsOf(test.supervisor)).toEqual(['workOrder.overdue', 'workOrder.overdue'])
  })
})

describe('a critical failure', () => {
  it('reaches the supervisor of the site at once, climbs while nobody answers, and stops when somebody does', async () => {
    await clear()
    await test.supervisor.put('/me/notice-preferences', {
      quiet: { from: '00:00', to: '23:59' },
      normal: 'HOURLY',
      informative: 'DAILY',
      kinds: [],
    })
    const id = await criticalFailure()
    await tellAll()
    const [first] = await noticesOf(test.supervisor, 'level=CRITICAL')
    expect(first).toMatchObject({ path: `/inspections/${id}`, acknowledgedAt: null })
    expect(first.title).toContain(unit.code)
    expect(await noticesOf(regional)).toEqual([])
    expect((await test.supervisor.get('/notices/summary')).body).toMatchObject({ critical: 1 })
    const raised = now
    expect(await deliveries('inspection.criticalFailure')).toMatchObject([
      { channel: 'email', personId: test.supervisor.personId, dueAt: raised },
      { channel: 'slack', personId: null, dueAt: raised },
    ])
    const queued = await test.runtime.database.db.rows(sql`
      SELECT 1 FROM jobs.job WHERE name = 'delivery.queued.slack' AND data ->> 'channel' = 'slack'`)
    expect(queued.length).toBeGreaterThan(0)

    later(14)
    expect(await escalate(test.runtime, 'job')).toBe(0)
    await test.supervisor.post(`/notices/${first.id}/read`)
    later(1)
    expect(await escalate(test.runtime, 'job')).toBe(1)
    expect(await escalate(test.runtime, 'job')).toBe(0)
    expect(await noticesOf(regional)).toHaveLength(1)
    expect(await noticesOf(test.admin)).toEqual([])
    expect((await noticesOf(test.supervisor, 'unread=true')).length).toBeGreaterThan(0)
    later(15)
    await escalate(test.runtime, 'job')
    expect(await noticesOf(test.admin)).toHaveLength(1)
    expect(await noticesOf(test.otherSupervisor)).toEqual([])
    const reminders = await deliveries('inspection.criticalFailure')
    expect(reminders.map(({ reminder, channel }) => `${reminder} ${channel}`)).toEqual([
      ...['0 email', '0 slack', '1 email', '1 email', '1 slack'],
      ...['2 email', '2 email', '2 email', '2 slack'],
    ])

    const [climbed] = await noticesOf(regional)
    const answer = await regional.post(`/notices/${climbed.id}/acknowledge`)
    expect(answer.body).toMatchObject({ acknowledgedAt: now, acknowledgedBy: { name: 'Rita Regional' } })
    later(30)
    expect(await escalate(test.runtime, 'job')).toBe(0)
    const [seen] = await noticesOf(test.supervisor, 'level=CRITICAL')
    expect(seen.acknowledgedBy.name).toBe('Rita Regional')
    const again = await test.supervisor.post(`/notices/${first.id}/acknowledge`)
    expect(again.body.acknowledgedBy.name).toBe('Rita Regional')
    expect((await deliveries('inspection.criticalFailure')).map(({ reminder }) => reminder)).toEqual([0, 0])
    expect((await test.supervisor.get('/notices/summary')).body.critical).toBe(0)
    const audited = await test.admin.get('/audit?action=notice.acknowledged')
    expect(audited.body.items ?? []).toHaveLength(1)
  })

  it('goes to administrators where no supervisor answers for the site', async () => {
    await clear()
    const { db } = test.runtime.database
    const [lonely] = await db.insert(site).values({ code: 'SOLA', name: 'Sola' }).returning()
    const there = (await addUnit(test, test.admin, { siteId: lonely!.id })).body
    await report(test, there.id, {}, { from: '203.0.113.9' })
    await tellAll()
    expect(await kindsOf(test.admin)).toEqual(['faultRequest.submitted'])
  })
})

describe('everything else', () => {
  it('reaches those it concerns', async () => {
    await clear()
    const { body } = await report(test, unit.id, { what: 'Fuga de aceite' })
    expect(body.token).toBeTruthy()
    await tellAll()
    expect(await noticesOf(test.supervisor)).toMatchObject([
      { kind: 'faultRequest.submitted', title: `Falla reportada en ${unit.code}`, text: 'Fuga de aceite' },
    ])
    const [request] = (await test.supervisor.get('/fault-requests?status=NEW')).body.items
    await test.admin.post(`/fault-requests/${request.id}/reject`, { reason: 'Ya está' })
    await tellAll()
    expect(await noticesOf(test.supervisor)).toMatchObject([{ title: `Reporte de ${unit.code} rechazado` }, {}])

    await test.admin.post(`/assets/${unit.id}/status`, { status: 'OPERATING', reason: 'Lista' })
    await clear()
    later(1)
    await test.admin.post(`/assets/${unit.id}/status`, { status: 'STOPPED', reason: 'Motor' })
    await watch(test.runtime, 'asset.stillDown', 'job')
    expect(await kindsOf(test.supervisor)).toEqual([])
    for (const hours of [4, 1, 4]) {
      later(hours * 60)
      await watch(test.runtime, 'asset.stillDown', 'job')
    }
    expect(await kindsOf(test.supervisor)).toEqual(['asset.stillDown', 'asset.stillDown'])
  })

  it('has sentences in both languages for every kind, and a queue for every event', async () => {
    const preferences = async (language: string) =>
      (await test.admin.get('/me/notice-preferences', { 'accept-language': language })).body.kinds
    for (const language of ['es-CL', 'en']) {
      expect((await preferences(language)).map(({ kind }: { kind: string }) => kind)).toEqual(noticeKinds)
    }
    expect(followedEvents).not.toContain('workOrder.overdue')
  })

  it('tells administrators of troubles of the system and of jobs that failed for good', async () => {
    await clear()
    const { db } = test.runtime.database
    for (const minutes of [0, 1, 65]) {
      later(minutes)
      await tell(test.runtime, 'system.alert', { kind: 'memory', value: '91', since: now }, 'job')
    }
    expect(await noticesOf(test.admin)).toMatchObject([{ title: 'Memoria al 91 %' }, { title: 'Memoria al 91 %' }])
    await clear()
    await db.rows(sql`
      INSERT INTO jobs.job (name, state, completed_on)
      VALUES ('plan.generate', 'failed', ${now}::timestamptz), ('notice.tell', 'failed', ${now}::timestamptz)`)
    expect(await tellFailedJobs(test.runtime, 'job')).toBe(1)
    await tellAll()
    expect(await tellFailedJobs(test.runtime, 'job')).toBe(0)
    expect(await noticesOf(test.admin)).toMatchObject([{ text: expect.stringContaining('plan.generate') }])
    expect(await noticesOf(test.supervisor)).toEqual([])
  })
})

describe('the list', () => {
  it('is one’s own: read one by one, or all that was on screen', async () => {
    await clear()
    for (const n of [1, 2, 3]) {
      await order({ title: `Orden ${n}`, assigneeId: test.operator.personId })
      later(1)
    }
    await tellAll()
    await clearReads()
    const [newest, middle] = await noticesOf(test.operator)
    expect((await test.operator.get('/notices/summary')).body).toEqual({ unread: 3, critical: 0 })
    expect((await test.otherOperator.post(`/notices/${newest.id}/read`)).status).toBe(404)
    expect((await test.admin.post(`/notices/${newest.id}/acknowledge`)).status).toBe(404)
    expect((await test.operator.post(`/notices/${newest.id}/acknowledge`)).body.code).toBe('notice.notCritical')
    expect((await test.operator.post(`/notices/${newest.id}/read`)).body.readAt).toBe(now)
    expect((await test.operator.post('/notices/read', { until: middle.createdAt })).status).toBe(204)
    expect((await test.operator.get('/notices/summary')).body.unread).toBe(0)
    const page = (await test.operator.get('/notices?limit=2')).body
    const next = (await test.operator.get(`/notices?limit=2&cursor=${page.nextCursor}`)).body
    expect([...page.items, ...next.items]).toHaveLength(3)
    expect((await test.operator.get('/notices?level=LOUD')).status).toBe(400)
  })

  async function clearReads() {
    await test.runtime.database.db.rows(sql`UPDATE notice SET read_at = NULL`)
  }
})

describe('preferences', () => {
  const usual = { quiet: null, normal: 'HOURLY', informative: 'DAILY', kinds: [] }

  it('choose channels, digests and quiet hours', async () => {
    await clear()
    const before = (await test.operator.get('/me/notice-preferences')).body
    expect(before).toMatchObject({
      quiet: null,
      normal: 'HOURLY',
      informative: 'DAILY',
      available: ['email', 'push'],
      reachable: ['email'],
      version: 0,
    })
    expect(before.kinds.map(({ kind }: { kind: string }) => kind)).not.toContain('job.failed')
    const kinds = [{ kind: 'workOrder.assigned', channels: ['push'] }]
    const put = (body: object, headers = {}) => test.operator.put('/me/notice-preferences', body, headers)
    const after = await put({ ...usual, normal: 'NOW', quiet: { from: '20:00', to: '07:00' }, kinds })
    expect(after.body.kinds.find(({ kind }: { kind: string }) => kind === 'workOrder.assigned').channels).toEqual([
      'push',
    ])
    expect((await put(usual, { 'if-match': '"0"' })).status).toBe(412)
    expect((await put({ ...usual, quiet: { from: '07:00', to: '07:00' } })).body.errors[0].field).toBe('quiet.to')
    expect((await put({ ...usual, quiet: { from: '24:00', to: '07:00' } })).status).toBe(400)
    expect((await put({ ...usual, kinds: [{ kind: 'nothing', channels: [] }] })).body.errors[0].field).toBe(
      'kinds.0.kind',
    )

    const endpoint = 'https://push.example/1'
    const keys = { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) }
    expect((await test.operator.post('/push/subscriptions', { endpoint, keys })).status).toBe(204)
    now = '2026-11-25T02:00:00Z'
    await order({ assigneeId: test.operator.personId })
    await tellAll()
    // 23:00 in Santiago: out at 07:00.
    expect(await deliveries('workOrder.assigned')).toMatchObject([
      { channel: 'push', personId: test.operator.personId, dueAt: '2026-11-25T10:00:00Z' },
    ])
    await test.otherOperator.post('/push/subscriptions', { endpoint, keys })
    expect((await test.operator.get('/me/notice-preferences')).body.reachable).toEqual(['email'])
    await test.otherOperator.post('/push/subscriptions/forget', { endpoint })
    expect((await test.otherOperator.get('/me/notice-preferences')).body.reachable).toEqual(['email'])
  })
})

it('forgets what is older than it is kept', async () => {
  await order({ assigneeId: test.operator.personId })
  await tellAll()
  later(noticeDays * 24 * 60)
  await forgetOldNotices(test.runtime)
  const kept = await noticesOf(test.operator)
  expect(kept.length).toBeGreaterThan(0)
  later(1)
  await forgetOldNotices(test.runtime)
  expect(await noticesOf(test.operator)).toEqual([])
  expect(await deliveries('workOrder.assigned')).toEqual([])
})
