import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inspection } from '../../../contract/inspections.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'
import { answersTo, draftPhoto, type Sheet, sheetOf, submission, submit } from './testing.ts'

let test: TestApp
let sheet: Sheet
let unit: { id: string }

beforeAll(async () => {
  test = await openTestApp()
  unit = (await addUnit(test, test.supervisor, { commissionedOn: '2026-01-01' })).body
  sheet = await sheetOf(test.supervisor, unit.id)
})
afterAll(() => test.close())

const rows = (statement: ReturnType<typeof sql>) => test.runtime.database.db.rows(statement)
const verify = async (id: string) => (await test.anonymous({ method: 'GET', url: `/verify/${id}` })).body
const signature = { kind: 'TYPED', name: 'Sofía Supervisora' } as const

/** An inspection with a critical failure, a photo of it and a drawn signature. */
async function failing(colour: string): Promise<Inspection> {
  const photo = await draftPhoto(test, test.supervisor, colour)
  const drawn = await draftPhoto(test, test.supervisor, 'white')
  const answers = answersTo(sheet, { 'tank.leaks': { photoIds: [photo] } })
  const signed = { kind: 'DRAWN', name: 'Sofía Supervisora', fileId: drawn } as const
  return (await submit(test.supervisor, submission(unit.id, sheet, { answers, signature: signed }))).body
}

describe('a correction', () => {
  it('is a new version linked to the one it corrects, which stays as it was', async () => {
    const before = await failing('red')
    const correct = (id: string, body: object) => test.supervisor.post(`/inspections/${id}/correct`, body)
    const body = { reason: 'Se marcó el punto equivocado', answers: answersTo(sheet), signature }
    const { status, body: after } = await correct(before.id, body)
    expect(status).toBe(201)
    expect(after).toMatchObject({
      corrects: { id: before.id, number: before.number },
      correctionReason: body.reason,
      cleared: true,
      finishedAt: before.finishedAt,
      inspector: before.inspector,
      workOrder: null,
    })
    const kept = (await test.supervisor.get(`/inspections/${before.id}`)).body
    expect(kept).toMatchObject({ answers: before.answers, hash: before.hash, correctedBy: { number: after.number } })
    const listed = (await test.supervisor.get(`/inspections?assetId=${unit.id}`)).body.items
    expect(listed.map(({ id }: Inspection) => id)).toEqual([after.id])
    const history = (await test.supervisor.get(`/assets/${unit.id}/timeline?kind=INSPECTION`)).body.items
    expect(history).toMatchObject([{ inspection: { id: after.id, number: after.number, cleared: true } }])
    expect((await test.operator.get(`/assets/${unit.id}/timeline?kind=INSPECTION`)).status).toBe(404)
    expect((await test.supervisor.get(`/assets/${unit.id}/inspections`)).body.blockedBy).toEqual([])
    expect(await correct(before.id, body)).toMatchObject({ status: 409, body: { code: 'inspection.alreadyCorrected' } })
  })

  it('keeps the photos it names, and the order that stands for the failure', async () => {
    const before = await failing('maroon')
    const answers = before.answers.map((answer) =>
      answer.pointId === 'tank.leaks' ? { ...answer, note: 'En la válvula' } : answer,
    )
    const body = { reason: 'Falta el detalle', answers, signature }
    const after = (await test.supervisor.post(`/inspections/${before.id}/correct`, body)).body
    expect(after.workOrder).toEqual(before.workOrder)
    expect((await verify(after.id)).genuine).toBe(true)
    expect((await verify(before.id)).genuine).toBe(true)
  })

  it('of a failure that was repaired long ago stops nothing and opens no order', async () => {
    const before = await failing('brown')
    await test.supervisor.post(`/work-orders/${before.workOrder!.id}/cancel`, { reason: 'Reparado en terreno' })
    const running = { status: 'OPERATING', reason: 'Reparado' }
    if ((await test.supervisor.get(`/assets/${unit.id}`)).body.status !== 'OPERATING') {
      expect((await test.supervisor.post(`/assets/${unit.id}/status`, running)).status).toBe(200)
    }
    const orders = async () => (await test.supervisor.get(`/work-orders?assetId=${unit.id}`)).body.items.length
    const count = await orders()
    const answers = before.answers.map((answer) =>
      answer.pointId === 'tank.leaks' ? { ...answer, note: 'Gotea por la válvula' } : answer,
    )
    const corrected = (
      await test.supervisor.post(`/inspections/${before.id}/correct`, { reason: 'x', answers, signature })
    ).body
    expect(corrected).toMatchObject({ cleared: false, workOrder: before.workOrder })
    expect((await test.supervisor.get(`/assets/${unit.id}`)).body.status).toBe('OPERATING')
    expect(await orders()).toBe(count)
  })

  it('that finds a critical failure has its consequences', async () => {
    const before = (await submit(test.supervisor, submission(unit.id, sheet))).body
    const photo = await draftPhoto(test, test.supervisor, 'navy')
    const answers = answersTo(sheet, { 'safety.extinguisher': { photoIds: [photo] } })
    const body = { reason: 'El extintor estaba vencido', answers, signature }
    const after = (await test.supervisor.post(`/inspections/${before.id}/correct`, body)).body
    expect(after).toMatchObject({ cleared: false, workOrder: { number: expect.stringMatching(/^OT-/) } })
    expect((await test.supervisor.get(`/assets/${unit.id}`)).body.status).toBe('STOPPED')
  })

  it('is made once, however many try at the same time', async () => {
    const before = (await submit(test.supervisor, submission(unit.id, sheet))).body
    const body = { reason: 'Otra vez', answers: answersTo(sheet), signature }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => test.supervisor.post(`/inspections/${before.id}/correct`, body)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  })
})

describe('what was submitted', () => {
  it('is refused every change by the database itself', async () => {
    const { id } = await failing('orange')
    for (const change of [
      sql`UPDATE inspection SET score = 100 WHERE id = ${id}`,
      sql`DELETE FROM inspection_failure WHERE inspection_id = ${id}`,
      sql`UPDATE inspection_photo SET sha256 = '' WHERE inspection_id = ${id}`,
      sql`UPDATE checklist_revision SET sections = '[]'`,
    ]) {
      await expect(rows(change)).rejects.toThrow('append-only')
    }
  })

  it('is genuine for anybody who asks, without naming people', async () => {
    const sent = await failing('gold')
    expect(await verify(sent.id)).toEqual({
      number: sent.number,
      assetCode: sent.asset.code,
      checklistCode: 'SUPERSUCKER-CH01',
      checklistRevision: 1,
      finishedAt: sent.finishedAt,
      score: 93.3,
      verdict: 'APPROVED',
      cleared: false,
      hash: sent.hash,
      genuine: true,
      correctedBy: null,
      corrects: null,
    })
    expect((await test.anonymous({ method: 'GET', url: `/verify/${v7()}` })).status).toBe(404)
  })

  it.each([
    ['an answer', sql`UPDATE inspection SET answers = jsonb_set(answers, '{0,choice}', '"NA"')`],
    ['the score', sql`UPDATE inspection SET score = 100`],
    ['who inspected', sql`UPDATE inspection SET signature_name = 'Otra persona'`],
    ['the question', sql`UPDATE checklist_revision SET sections = jsonb_set(sections, '{0,es}', '"Otra"')`],
    ['a photo', sql`UPDATE file SET sha256 = repeat('0', 64)`],
    ['the hash', sql`UPDATE inspection SET hash = repeat('0', 64)`],
  ])('is not genuine once %s was changed behind the product', async (_, change) => {
    const sent = await failing('silver')
    const tampered = test.runtime.database.transaction(async (tx) => {
      await tx.executeSql("SET LOCAL session_replication_role = 'replica'")
      await tx.rows(change)
      const { verifyInspection } = await import('./verify.ts')
      const seen = await verifyInspection({ ...test.runtime, database: { ...test.runtime.database, db: tx } }, sent.id)
      throw new Error(`genuine: ${seen.genuine}`)
    })
    await expect(tampered).rejects.toThrow('genuine: false')
    expect((await verify(sent.id)).genuine).toBe(true)
  })

  it('is not genuine once a picture’s bytes were exchanged', async () => {
    const sent = await failing('purple')
    const [kept] = await rows(sql`SELECT storage_key AS key FROM file WHERE id = ${sent.signature.fileId}`)
    await writeFile(join(test.runtime.config.DATA_DIR, 'files', String(kept!.key)), 'otra cosa')
    expect((await verify(sent.id)).genuine).toBe(false)
  })

  it('is printed with its photos, its hash and where to check it', async () => {
    const sent = await failing('cyan')
    const { status, headers, body } = await test.supervisor.get(`/inspections/${sent.id}/inspection.pdf`)
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf'])
    const text = (body as Buffer).toString('latin1')
    expect(text.match(/\/Subtype \/Image/g)).toHaveLength(2)
    expect(text).toContain('595.28 841.89')
  })
})

describe('checklists', () => {
  const point = (id: string, more = {}) => ({
    ...{ id, kind: 'YES_NO_NA', es: `¿${id}?`, en: null, critical: false, required: true },
    ...{ unit: null, min: null, max: null, shownIf: null, ...more },
  })
  const content = (...points: object[]) => ({
    nameEs: 'Inspección semanal',
    sections: [{ id: 's', es: 'Revisión', en: null, points }],
  })

  it('that come with Faena are read by everybody and changed by nobody', async () => {
    const { items } = (await test.operator.get('/checklists')).body
    expect(items.map(({ code, points }: { code: string; points: number }) => [code, points])).toEqual([
      ['F-PR-020-CH01', 24],
      ['F-PR-034-CH01', 28],
      ['F-PR-037-CH01', 30],
      ['F-PR-040-CH01', 30],
      ['SUPERSUCKER-CH01', 15],
    ])
    expect(await test.supervisor.post(`/checklists/${sheet.id}/revisions`, content(point('a')))).toMatchObject({
      status: 409,
      body: { code: 'checklist.predefined' },
    })
  })

  it('are published in revisions; an inspection that began before keeps the one it saw', async () => {
    const [type] = (await test.admin.get('/asset-types')).body.items.filter(
      ({ code }: { code: string }) => code === 'SUPERSUCKER',
    )
    const create = { code: 'sem-01', assetTypeId: type.id, ...content(point('a'), point('b')) }
    expect((await test.operator.post('/checklists', create)).status).toBe(403)
    const { status, body: first } = await test.supervisor.post('/checklists', create)
    expect([status, first.code, first.revision, first.points]).toEqual([201, 'SEM-01', 1, 2])
    expect((await test.supervisor.post('/checklists', create)).body.errors).toMatchObject([{ code: 'duplicate' }])
    const startedAt = new Date().toISOString()
    const next = content(point('a'), point('b'), point('c', { kind: 'NUMBER', min: 6, max: 8 }))
    const published = await test.supervisor.post(`/checklists/${first.id}/revisions`, next, { 'if-match': '"1"' })
    expect(published.body).toMatchObject({ revision: 2, points: 3, version: 2 })
    expect((await test.supervisor.post(`/checklists/${first.id}/revisions`, next, { 'if-match': '"1"' })).status).toBe(
      412,
    )
    expect((await test.supervisor.get(`/checklists/${first.id}?revision=1`)).body).toMatchObject({
      shownRevision: 1,
      revisions: [{ revision: 2 }, { revision: 1 }],
    })
    expect((await submit(test.supervisor, submission(unit.id, first, { startedAt }))).status).toBe(201)
    const late = submission(unit.id, first, { startedAt: new Date().toISOString() })
    expect((await submit(test.supervisor, late)).body).toMatchObject({ errors: [{ code: 'outdated' }] })
    const low = [...answersTo(published.body), { ...answersTo(first)[0]!, pointId: 'c', choice: null, number: 5 }]
    const measured = submission(unit.id, published.body, { answers: low, startedAt: new Date().toISOString() })
    expect((await submit(test.supervisor, measured)).body).toMatchObject({
      errors: [{ field: 'answers.c', code: 'ANSWER_SEVERITY_REQUIRED' }],
    })
  })

  it('are refused with everything wrong in them', async () => {
    const [type] = (await test.admin.get('/asset-types')).body.items
    const wrong = { code: 'MAL-01', assetTypeId: type.id, ...content(point('a', { kind: 'TEXT', critical: true })) }
    expect(await test.supervisor.post('/checklists', wrong)).toMatchObject({
      status: 422,
      body: {
        code: 'checklist.invalid',
        errors: [
          { field: 'sections.0.points.0', code: 'CHECKLIST_CRITICAL_CANNOT_FAIL' },
          { field: 'sections', code: 'CHECKLIST_NOTHING_SCORED' },
        ],
      },
    })
  })

  it('of another type of unit are refused, and archived ones are not offered', async () => {
    const loader = (await addUnit(test, test.supervisor, { typeCode: 'WHEEL_LOADER' })).body
    expect((await submit(test.supervisor, submission(loader.id, sheet))).body).toMatchObject({
      errors: [{ field: 'revisionId', code: 'otherType' }],
    })
    const own = await sheetOf(test.supervisor, loader.id)
    expect((await test.supervisor.post(`/checklists/${own.id}/archive`)).status).toBe(200)
    expect((await test.supervisor.get(`/assets/${loader.id}/inspections`)).body.checklists).toEqual([])
    expect((await test.supervisor.post(`/checklists/${own.id}/restore`)).body.archivedAt).toBeNull()
  })
})
