import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateOfDayNumber, dayNumber } from '../../../domain/civil-time.ts'
import { lightOf } from '../../../domain/readiness.ts'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'
import { addedDocument, typeIds } from './testing.ts'

const today = '2026-11-25'
let test: TestApp
let type: Record<string, string>
beforeAll(async () => {
  test = await openTestApp({ now: () => `${today}T15:00:00.000Z` })
  type = await typeIds(test)
})
afterAll(() => test.close())

const unit = async (fields: Parameters<typeof addUnit>[2] = {}, by: Caller = test.supervisor) =>
  (await addUnit(test, by, fields)).body.id as string
const add = (assetId: string, body: object, by = test.supervisor) => by.post(`/assets/${assetId}/documents`, body)
const list = async (assetId: string, by = test.supervisor) => (await by.get(`/assets/${assetId}/documents`)).body

describe('documents of a unit', () => {
  it('take their last day from the rule of their type, or as it is written on them', async () => {
    const pickup = await unit({ typeCode: 'PICKUP', plate: 'BBCL13' })
    const truck = await unit({ typeCode: 'SUPERSUCKER', plate: 'BBCL14' })
    const on = async (assetId: string, code: string, issuedOn: string) =>
      (await add(assetId, { typeId: type[code], issuedOn })).body.expiresOn
    expect(await on(pickup, 'CIRCULATION_PERMIT', '2026-03-15')).toBe('2027-03-31')
    expect(await on(pickup, 'TECHNICAL_INSPECTION', '2026-06-10')).toBe('2027-06-30')
    expect(await on(truck, 'CIRCULATION_PERMIT', '2026-09-10')).toBe('2027-09-30')
    expect(await on(truck, 'TECHNICAL_INSPECTION', '2026-08-31')).toBe('2027-02-28')
    const typed = await add(truck, {
      typeId: type.SOAP,
      issuedOn: '2026-09-01',
      expiresOn: '2027-08-31',
      number: 'S-1',
    })
    expect(typed.status).toBe(201)
    expect(typed.body).toMatchObject({ expiresOn: '2027-08-31', number: 'S-1', state: 'VALID' })
    expect((await add(truck, { typeId: type.CERTIFICATE, issuedOn: today })).body.expiresOn).toBeNull()
  })

  it('refuses what cannot be: critical without a last day, the future, a last day before the first, others’ types', async () => {
    const id = await unit()
    const codes = async (body: object) => (await add(id, body)).body.errors.map((e: { code: string }) => e.code)
    expect(await codes({ typeId: type.SITE_ACCREDITATION, issuedOn: today })).toEqual(['required'])
    expect(await codes({ typeId: type.INSURANCE, issuedOn: '2026-11-26' })).toEqual(['inFuture'])
    expect(await codes({ typeId: type.INSURANCE, issuedOn: today, expiresOn: '2026-11-24' })).toEqual(['beforeStart'])
    expect(await codes({ typeId: type.MUNICIPAL_LICENCE, issuedOn: today })).toEqual(['notApplicable'])
    expect(await codes({ typeId: type.SOAP, issuedOn: today, classes: ['B'] })).toEqual(['notApplicable'])
  })

  it('are renewed and voided, never deleted; what was renewed is history, and counts again when that was a mistake', async () => {
    const id = await unit()
    const first = await addedDocument(test, id, type.SOAP!, '2026-11-30')
    const renewed = await test.supervisor.post(`/documents/${first}/renew`, {
      issuedOn: today,
      expiresOn: '2027-09-30',
    })
    expect(renewed.body).toMatchObject({ renewsId: first, state: 'VALID', type: { code: 'SOAP' } })
    expect((await list(id)).items.map(({ state }: { state: string }) => state)).toEqual(['VALID', 'RENEWED'])
    const again = await test.supervisor.post(`/documents/${first}/renew`, { issuedOn: today })
    expect([again.status, again.body.code]).toEqual([409, 'document.notCurrent'])
    await test.supervisor.post(`/documents/${renewed.body.id}/void`, { reason: 'De otra unidad' })
    expect((await list(id)).items).toMatchObject([
      { id: first, state: 'EXPIRING', daysLeft: 5 },
      { state: 'VOIDED', voidReason: 'De otra unidad' },
    ])
    expect((await test.supervisor.post(`/documents/${first}/renew`, { issuedOn: today })).status).toBe(201)
  })

  it('are renewed once by two people at the same time', async () => {
    const first = await addedDocument(test, await unit(), type.SOAP!, '2026-11-30')
    const renew = (by: Caller) => by.post(`/documents/${first}/renew`, { issuedOn: today })
    const answers = await Promise.all([renew(test.supervisor), renew(test.admin)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('belong to their site, and an operator reads those of their own orders', async () => {
    const id = await unit()
    const document = await addedDocument(test, id, type.SOAP!, '2027-09-30')
    for (const by of [test.otherSupervisor, test.operator]) {
      expect((await by.get(`/assets/${id}/documents`)).status).toBe(404)
      expect((await by.get(`/documents/${document}`)).status).toBe(404)
      expect((await by.get(`/files?ownerType=document&ownerId=${document}`)).status).toBe(404)
    }
    expect((await add(id, { typeId: type.SOAP, issuedOn: today }, test.operator)).status).toBe(403)
    expect((await test.otherSupervisor.post(`/documents/${document}/renew`, { issuedOn: today })).status).toBe(404)
    expect((await test.supervisor.get(`/files?ownerType=document&ownerId=${document}`)).body.items).toEqual([])
  })
})

describe('documents of a person', () => {
  it('carry classes; whoever manages the person keeps them, and the person reads them', async () => {
    const path = `/people/${test.operator.personId}/documents`
    const body = {
      typeId: type.MUNICIPAL_LICENCE,
      issuedOn: '2024-01-10',
      expiresOn: '2028-01-10',
      classes: ['A4', 'B'],
    }
    expect((await test.supervisor.post(path, body)).body).toMatchObject({ classes: ['A4', 'B'], state: 'VALID' })
    expect((await test.operator.get(path)).body).toMatchObject({ items: [{ classes: ['A4', 'B'] }], mayManage: false })
    expect((await test.operator.post(path, body)).status).toBe(403)
    for (const by of [test.otherSupervisor, test.otherOperator]) expect((await by.get(path)).status).toBe(404)
    expect((await test.otherSupervisor.post(path, body)).status).toBe(404)
  })
})

describe('kinds of document', () => {
  it('are an administrator’s to change; a required one that is missing takes the unit out', async () => {
    const id = await unit({ typeCode: 'BACKHOE' })
    const body = { required: true }
    expect((await test.supervisor.patch(`/document-types/${type.CIRCULATION_PERMIT}`, body)).status).toBe(403)
    expect((await test.admin.patch(`/document-types/${type.CIRCULATION_PERMIT}`, body)).status).toBe(200)
    expect((await test.supervisor.get(`/assets/${id}/readiness`)).body).toEqual({ ready: true, reasons: [] })
    const onRoad = await unit({ typeCode: 'BACKHOE', plate: 'BBCL15' })
    expect((await test.supervisor.get(`/assets/${onRoad}/readiness`)).body).toEqual({
      ready: false,
      reasons: [{ code: 'DOCUMENT_MISSING', message: 'Permiso de circulación: falta.', refusesWork: true }],
    })
    await test.admin.patch(`/document-types/${type.CIRCULATION_PERMIT}`, { required: false })
  })

  it('refuses rules about types that are not there', async () => {
    const rules = [{ assetTypeIds: [test.sites.north], onlyOnRoad: false, expiry: null }]
    const answer = await test.admin.patch(`/document-types/${type.SOAP}`, { rules })
    expect(answer.body.errors).toMatchObject([{ field: 'rules', code: 'unknown' }])
  })
})

describe('readiness', () => {
  it('says everything at once', async () => {
    const id = await unit({ status: 'STOPPED' })
    await addedDocument(test, id, type.SOAP!, '2026-11-24')
    const { ready, reasons } = (await test.supervisor.get(`/assets/${id}/readiness`)).body
    expect(ready).toBe(false)
    expect(reasons).toMatchObject([
      { code: 'NOT_OPERATING', message: 'La unidad está detenida.', refusesWork: false },
      { code: 'DOCUMENT_EXPIRED', message: 'Seguro obligatorio (SOAP): venció el 24-11-2026.', refusesWork: true },
    ])
  })
})

describe('the fleet’s traffic light', () => {
  it('is for each unit what the rule says of its documents, filtered, counted and paged', async () => {
    const site = test.sites.south
    const days = fc.sample(fc.array(fc.integer({ min: -40, max: 90 }), { maxLength: 3 }), { numRuns: 12, seed: 3 })
    const expected = new Map<string, string>()
    for (const lefts of days) {
      const id = await unit({}, test.otherSupervisor)
      const documents = lefts.map((left, i) => ({ left, code: i % 2 === 0 ? 'SOAP' : 'INSURANCE' }))
      for (const { left, code } of documents) {
        await addedDocument(test, id, type[code]!, dateOfDayNumber(dayNumber(today) + left), test.otherSupervisor)
      }
      expected.set(
        id,
        lightOf(
          documents.map(({ left, code }) => ({
            critical: code === 'SOAP',
            state: left < 0 ? 'EXPIRED' : left <= 30 ? 'EXPIRING' : 'VALID',
          })),
          0,
        ),
      )
    }
    type Item = { id: string; light: string }
    const seen: Item[] = []
    let cursor: string | null = null
    do {
      const next: string = cursor ? `&cursor=${cursor}` : ''
      const { body } = await test.admin.get(`/documents/fleet?siteId=${site}&limit=5${next}`)
      seen.push(...body.items)
      cursor = body.nextCursor
      const of = (light: string) => [...expected.values()].filter((one) => one === light).length
      expect(body.totals).toEqual({ RED: of('RED'), AMBER: of('AMBER'), GREEN: of('GREEN'), NONE: of('NONE') })
    } while (cursor)
    expect(new Map(seen.map(({ id, light }) => [id, light]))).toEqual(expected)
    const ranks = seen.map(({ light }) => ['RED', 'AMBER', 'NONE', 'GREEN'].indexOf(light))
    expect(ranks).toEqual([...ranks].sort())
    const red = (await test.otherSupervisor.get('/documents/fleet?light=RED')).body.items as Item[]
    expect(red.map(({ light }) => light)).toEqual(seen.filter(({ light }) => light === 'RED').map(({ light }) => light))
    const others = (await test.supervisor.get(`/documents/fleet?siteId=${site}`)).body
    expect([others.items, others.totals.RED]).toEqual([[], 0])
  })
})
