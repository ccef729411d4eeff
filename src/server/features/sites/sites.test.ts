import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

const add = async (code: string, parentId: string | null) =>
  (await test.admin.post('/sites', { code, name: `Lugar ${code}`, parentId })).body

describe('the tree of sites', () => {
  it('lists each site after its parent, with its depth and the units there and below', async () => {
    const workshop = await add('taller', test.sites.north)
    await add('bahia-1', workshop.id)
    await addUnit(test, test.admin, { siteId: workshop.id })
    const { items } = (await test.admin.get('/sites')).body
    expect(items.map((s: { code: string; depth: number; units: number }) => [s.code, s.depth, s.units])).toEqual([
      ['NORTE', 0, 1],
      ['TALLER', 1, 1],
      ['BAHIA-1', 2, 0],
      ['SUR', 0, 0],
    ])
  })

  it('shows a supervisor their sites and those below, and nothing else', async () => {
    const { items } = (await test.supervisor.get('/sites')).body
    expect(items.map((s: { code: string }) => s.code)).toEqual(['NORTE', 'TALLER', 'BAHIA-1'])
    expect((await test.supervisor.get(`/sites/${test.sites.south}`)).status).toBe(404)
  })

  it('refuses a site inside itself, also when two moves would close the circle together', async () => {
    const upper = await add('A1', null)
    const lower = await add('A2', upper.id)
    const refused = await test.admin.patch(`/sites/${upper.id}`, { parentId: lower.id })
    expect(refused.body.errors).toMatchObject([{ field: 'parentId', code: 'cycle' }])
    await test.admin.patch(`/sites/${lower.id}`, { parentId: null })
    const both = await Promise.all([
      test.admin.patch(`/sites/${upper.id}`, { parentId: lower.id }),
      test.admin.patch(`/sites/${lower.id}`, { parentId: upper.id }),
    ])
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 400])
  })

  it('refuses a code in use and a change from an older version', async () => {
    const duplicate = await test.admin.post('/sites', { code: 'norte', name: 'Otra' })
    expect(duplicate.body.errors).toMatchObject([{ field: 'code', code: 'duplicate', message: 'Ya está en uso.' }])
    const site = await add('V1', null)
    await test.admin.patch(`/sites/${site.id}`, { name: 'Nuevo' })
    const stale = await test.admin.patch(`/sites/${site.id}`, { name: 'Viejo' }, { 'if-match': '"1"' })
    expect(stale.status).toBe(412)
  })
})

describe('archiving a site', () => {
  it('is refused while sites or units stand on it, and says which', async () => {
    const refused = await test.admin.post(`/sites/${test.sites.north}/archive`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'record.referenced' } })
    expect(refused.body.title).toBe('No se puede quitar: lo usan 1 registros (lugares).')
  })

  it('takes it out of the list and of new units until it is restored', async () => {
    const yard = await add('PATIO', null)
    expect((await test.admin.post(`/sites/${yard.id}/archive`)).body.archivedAt).not.toBeNull()
    const codes = async () => (await test.admin.get('/sites')).body.items.map((s: { code: string }) => s.code)
    expect(await codes()).not.toContain('PATIO')
    const refused = await addUnit(test, test.admin, { siteId: yard.id })
    expect(refused.body.errors).toMatchObject([{ field: 'siteId', code: 'archived' }])
    await test.admin.post(`/sites/${yard.id}/restore`)
    expect(await codes()).toContain('PATIO')
  })

  it('is an administrator’s: nobody else changes the tree', async () => {
    for (const caller of [test.supervisor, test.operator]) {
      expect((await caller.post('/sites', { code: 'X', name: 'x' })).status).toBe(403)
      expect((await caller.patch(`/sites/${test.sites.north}`, { name: 'x' })).status).toBe(403)
      expect((await caller.post(`/sites/${test.sites.north}/archive`)).status).toBe(403)
    }
  })
})
