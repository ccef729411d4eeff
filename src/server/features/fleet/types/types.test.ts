import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addUnit } from '../../../testing/fleet.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

const water = { code: 'water_truck', nameEs: 'Camión aljibe', nameEn: 'Water truck', hasKm: true, hasHours: true }

it('starts with the five predefined types, named in the caller’s language', async () => {
  const spanish = (await test.operator.get('/asset-types')).body.items
  expect(spanish).toHaveLength(5)
  const english = (await test.operator.get('/asset-types', { 'accept-language': 'en' })).body.items
  expect(english.map((t: { name: string }) => t.name)).toContain('Supersucker vacuum truck')
  expect(spanish.map((t: { name: string }) => t.name)).toContain('Camión Supersucker')
})

it('lets an administrator add and change types, but not the code of a predefined one', async () => {
  const added = await test.admin.post('/asset-types', water)
  expect(added).toMatchObject({ status: 201, body: { code: 'WATER_TRUCK', predefined: false } })
  expect((await test.admin.post('/asset-types', water)).body.errors).toMatchObject([
    { field: 'code', code: 'duplicate' },
  ])
  const recoded = await test.admin.patch(`/asset-types/${added.body.id}`, { code: 'ALJIBE' })
  expect(recoded.body.code).toBe('ALJIBE')
  const predefined = (await test.admin.get('/asset-types')).body.items[0]
  const refused = await test.admin.patch(`/asset-types/${predefined.id}`, { code: 'OTHER' })
  expect(refused.body.errors).toMatchObject([{ field: 'code', code: 'fixedCode' }])
  expect((await test.admin.patch(`/asset-types/${predefined.id}`, { nameEs: 'Camioneta' })).status).toBe(200)
  expect((await test.supervisor.post('/asset-types', water)).status).toBe(403)
})

it('keeps a type that units have, and a meter that was read', async () => {
  const unit = (await addUnit(test, test.supervisor)).body
  await test.supervisor.post(`/assets/${unit.id}/readings`, { meter: 'HOURS', value: 10 })
  const archive = await test.admin.post(`/asset-types/${unit.type.id}/archive`)
  expect(archive).toMatchObject({ status: 409, body: { code: 'record.referenced' } })
  const hours = await test.admin.patch(`/asset-types/${unit.type.id}`, { hasHours: false })
  expect(hours.body.errors).toMatchObject([{ field: 'hasHours', code: 'inUse' }])
  expect((await test.admin.patch(`/asset-types/${unit.type.id}`, { hasKm: false })).body.hasKm).toBe(false)
})

it('hides an archived type from new units until it is restored', async () => {
  const type = (await test.admin.post('/asset-types', { ...water, code: 'DRILL' })).body
  await test.admin.post(`/asset-types/${type.id}/archive`)
  const refused = await addUnit(test, test.admin, { typeId: type.id })
  expect(refused.body.errors).toMatchObject([{ field: 'typeId', code: 'archived' }])
  await test.admin.post(`/asset-types/${type.id}/restore`)
  expect((await addUnit(test, test.admin, { typeId: type.id })).status).toBe(201)
})
