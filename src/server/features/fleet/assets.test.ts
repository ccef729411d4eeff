import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'

let test: TestApp
let now = Date.parse('2026-05-10T15:00:00Z')
beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(now).toISOString() })
})
afterAll(() => test.close())

const codesOf = async (query: string, by = test.admin) =>
  (await by.get(`/assets?${query}`)).body.items.map((a: { code: string }) => a.code)

describe('adding a unit', () => {
  it('stores code, plate and serial number in one form, and starts its history at its commissioning date', async () => {
    const unit = await addUnit(test, test.supervisor, {
      code: 'ss-100',
      plate: 'bb·cl 12',
      serialNumber: 'ab-12',
      commissionedOn: '2024-09-08',
      status: 'STOPPED',
    })
    expect(unit.body).toMatchObject({ code: 'SS-100', plate: 'BBCL12', serialNumber: 'AB-12', status: 'STOPPED' })
    const { items } = (await test.supervisor.get(`/assets/${unit.body.id}/statuses`)).body
    // Clocks in Chile jumped over midnight on that Sunday: its first instant is 01:00.
    expect(items).toMatchObject([{ status: 'STOPPED', from: '2024-09-08T04:00:00Z', to: null }])
  })

  it('names every field that has no valid form, and every one that is taken', async () => {
    const wrong = await addUnit(test, test.admin, { code: 'a b', plate: 'XX', serialNumber: '¿?' })
    expect(wrong.body.errors.map((e: { field: string }) => e.field).sort()).toEqual(['code', 'plate', 'serialNumber'])
    const taken = await addUnit(test, test.admin, { code: 'SS-100', plate: 'BBCL12', serialNumber: 'AB-12' })
    expect(taken.body.errors.map((e: { code: string }) => e.code)).toEqual(['duplicate', 'duplicate', 'duplicate'])
    const future = await addUnit(test, test.admin, { commissionedOn: '2026-05-11' })
    expect(future.body.errors).toMatchObject([{ field: 'commissionedOn', code: 'inFuture' }])
  })

  it('happens only at a site in reach', async () => {
    const outside = await addUnit(test, test.supervisor, { siteId: test.sites.south })
    expect(outside.body.errors).toMatchObject([{ field: 'siteId', code: 'unknown' }])
    expect((await addUnit(test, test.operator)).status).toBe(403)
  })

  it('corrects the start of its history with its commissioning date, but not past its first change', async () => {
    const unit = (await addUnit(test, test.supervisor, { commissionedOn: '2025-01-01' })).body
    now += 1000
    await test.supervisor.post(`/assets/${unit.id}/status`, {
      status: 'STOPPED',
      reason: 'x',
      at: '2025-06-01T00:00:00Z',
    })
    const earlier = await test.supervisor.patch(`/assets/${unit.id}`, { commissionedOn: '2024-03-01' })
    expect(earlier.status).toBe(200)
    const { items } = (await test.supervisor.get(`/assets/${unit.id}/statuses`)).body
    expect(items.at(-1)).toMatchObject({ from: '2024-03-01T03:00:00Z', to: '2025-06-01T00:00:00Z' })
    const later = await test.supervisor.patch(`/assets/${unit.id}`, { commissionedOn: '2025-07-01' })
    expect(later.body.errors).toMatchObject([{ field: 'commissionedOn', code: 'afterFirstChange' }])
  })
})

describe('the list of units', () => {
  it('finds without accents, by any writing of a plate, and filters', async () => {
    await addUnit(test, test.supervisor, { code: 'BUS-1', name: 'Camión Ñandú', plate: 'GGHH33', criticality: 'HIGH' })
    await addUnit(test, test.otherSupervisor, { code: 'RET-1', name: 'Retro 100%', typeCode: 'BACKHOE' })
    expect(await codesOf('q=camion nandu')).toEqual(['BUS-1'])
    expect(await codesOf('q=gg-hh')).toEqual(['BUS-1'])
    expect(await codesOf('q=100%25')).toEqual(['RET-1'])
    expect(await codesOf('criticality=HIGH')).toEqual(['BUS-1'])
    expect(await codesOf(`siteId=${test.sites.south}`)).toEqual(['RET-1'])
    expect(await codesOf('status=STOPPED,OUT_OF_SERVICE')).toContain('SS-100')
    expect((await test.admin.get('/assets?colour=red')).status).toBe(400)
    expect((await test.admin.get('/assets?sort=cost')).status).toBe(400)
  })

  it('pages through every unit once in each order', async () => {
    const all = await codesOf('limit=200')
    for (const sort of ['code', '-name', 'hours', '-hours', 'site', '-statusSince', 'type']) {
      const seen: string[] = []
      let cursor = ''
      do {
        const page = (await test.admin.get(`/assets?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)).body
        seen.push(...page.items.map((a: { code: string }) => a.code))
        cursor = page.nextCursor
      } while (cursor)
      expect([...seen].sort(), sort).toEqual([...all].sort())
    }
  })

  it('tells units by a meter not read for 30 days', async () => {
    const [fresh, old] = [(await addUnit(test, test.admin)).body, (await addUnit(test, test.admin)).body]
    for (const unit of [fresh, old]) {
      const at = new Date(now - (unit === old ? 31 : 29) * 86_400_000).toISOString()
      for (const meter of ['KM', 'HOURS']) await test.admin.post(`/assets/${unit.id}/readings`, { meter, value: 5, at })
    }
    const stale = await codesOf('stale=true')
    expect(stale).toContain(old.code)
    expect(stale).not.toContain(fresh.code)
    expect(await codesOf('stale=false')).toEqual([fresh.code])
    const states = (await test.admin.get(`/assets/${old.id}`)).body.meters
    expect(states).toMatchObject([
      { meter: 'HOURS', total: 5, stale: true },
      { meter: 'KM', total: 5, stale: true },
    ])
  })
})

describe('changing a unit', () => {
  it('refuses a change from an older version', async () => {
    const unit = (await addUnit(test, test.supervisor)).body
    const first = await test.supervisor.patch(`/assets/${unit.id}`, { name: 'Uno' }, { 'if-match': '"1"' })
    expect(first.headers.etag).toBe('"2"')
    expect((await test.supervisor.patch(`/assets/${unit.id}`, { name: 'Dos' }, { 'if-match': '"1"' })).status).toBe(412)
  })

  it('is archived and restored, never deleted, and archived it cannot change', async () => {
    const unit = (await addUnit(test, test.supervisor)).body
    await test.supervisor.post(`/assets/${unit.id}/archive`)
    expect(await codesOf('archived=true')).toContain(unit.code)
    expect(await codesOf('')).not.toContain(unit.code)
    const reading = { meter: 'KM', value: 1 }
    for (const [path, body] of [
      ['readings', reading],
      ['status', { status: 'STOPPED', reason: 'x' }],
    ] as const) {
      const refused = await test.supervisor.post(`/assets/${unit.id}/${path}`, body)
      expect(refused).toMatchObject({ status: 409, body: { code: 'record.archived' } })
    }
    expect((await test.supervisor.post(`/assets/${unit.id}/restore`)).body.archivedAt).toBeNull()
    expect((await test.supervisor.post(`/assets/${unit.id}/readings`, reading)).status).toBe(201)
    expect((await test.supervisor.delete(`/assets/${unit.id}`)).status).toBe(404)
  })
})

describe('status', () => {
  it('closes one interval where the next opens, and repeats it on the unit', async () => {
    const unit = (await addUnit(test, test.supervisor, { commissionedOn: '2026-01-01' })).body
    const at = '2026-05-10T10:00:00-04:00'
    const stopped = await test.supervisor.post(`/assets/${unit.id}/status`, {
      status: 'STOPPED',
      reason: 'Sin aceite',
      at,
    })
    expect(stopped.body).toMatchObject({ status: 'STOPPED', statusReason: 'Sin aceite' })
    const { items } = (await test.supervisor.get(`/assets/${unit.id}/statuses`)).body
    expect(items).toMatchObject([
      {
        status: 'STOPPED',
        from: '2026-05-10T14:00:00Z',
        to: null,
        reason: 'Sin aceite',
        createdBy: 'Sofía Supervisora',
      },
      { status: 'OPERATING', to: '2026-05-10T14:00:00Z' },
    ])
  })

  it('refuses the same status, the future, and a moment before the last change', async () => {
    const unit = (await addUnit(test, test.supervisor, { commissionedOn: '2026-05-01' })).body
    const refusal = async (body: object) =>
      (await test.supervisor.post(`/assets/${unit.id}/status`, { reason: 'x', ...body })).body.errors?.[0]
    expect(await refusal({ status: 'OPERATING' })).toMatchObject({ field: 'status', code: 'STATUS_UNCHANGED' })
    const future = new Date(now + 60_000).toISOString()
    expect(await refusal({ status: 'STOPPED', at: future })).toMatchObject({ field: 'at', code: 'STATUS_IN_FUTURE' })
    expect(await refusal({ status: 'STOPPED', at: '2026-04-30T00:00:00Z' })).toMatchObject({
      code: 'STATUS_BEFORE_LAST_CHANGE',
      message: 'Debe ser posterior al último cambio, del 01-05-26, 00:00.',
    })
    expect(await refusal({ status: 'STOPPED', reason: ' ' })).toMatchObject({ field: 'reason' })
  })

  it('is changed by one of many who try at once', async () => {
    const unit = (await addUnit(test, test.supervisor)).body
    now += 1000
    const tries = await Promise.all(
      Array.from({ length: 10 }, () =>
        test.supervisor.post(`/assets/${unit.id}/status`, { status: 'STOPPED', reason: 'x' }),
      ),
    )
    expect(tries.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect((await test.supervisor.get(`/assets/${unit.id}/statuses`)).body.items).toHaveLength(2)
  })
})

it('records how full the tank is', async () => {
  const unit = (await addUnit(test, test.supervisor)).body
  expect((await test.supervisor.post(`/assets/${unit.id}/fuel`, { level: 62 })).body).toMatchObject({ fuelLevel: 62 })
  expect((await test.supervisor.post(`/assets/${unit.id}/fuel`, { level: 101 })).status).toBe(400)
})

it('prints labels as PDF for units in scope only', async () => {
  const units = [(await addUnit(test, test.supervisor)).body, (await addUnit(test, test.supervisor)).body]
  const one = await test.supervisor.get(`/assets/${units[0].id}/label.pdf`)
  expect(one.headers['content-type']).toBe('application/pdf')
  expect(one.body.subarray(0, 5).toString()).toBe('%PDF-')
  const ids = units.map((unit) => unit.id).join(',')
  expect((await test.supervisor.get(`/assets/labels.pdf?ids=${ids}`)).status).toBe(200)
  expect((await test.otherSupervisor.get(`/assets/labels.pdf?ids=${ids}`)).status).toBe(404)
})
