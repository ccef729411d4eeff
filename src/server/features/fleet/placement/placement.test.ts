import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addUnit } from '../../../testing/fleet.ts'

let test: TestApp
let now = Date.parse('2026-05-10T15:00:00Z')
beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(now).toISOString() })
})
afterAll(() => test.close())

interface Item {
  kind: string
  at: string
  asset: { code: string }
  parent: { code: string } | null
  text: string | null
}

const move = (id: string, body: object, by = test.supervisor) => by.post(`/assets/${id}/move`, body)
const timeline = async (id: string, query = ''): Promise<Item[]> =>
  (await test.admin.get(`/assets/${id}/timeline?limit=200${query}`)).body.items
const commissionedOn = '2026-01-01'

describe('components', () => {
  it('stand where their unit does, and go along when it moves', async () => {
    const unit = (await addUnit(test, test.admin, { commissionedOn })).body
    const pump = (await addUnit(test, test.admin, { parentId: unit.id, commissionedOn })).body
    const seal = (await addUnit(test, test.admin, { parentId: pump.id, commissionedOn })).body
    expect(seal.site.id).toBe(test.sites.north)
    expect((await move(unit.id, { parentId: null, siteId: test.sites.south }, test.admin)).status).toBe(200)
    expect((await test.otherSupervisor.get(`/assets/${seal.id}`)).body.site.id).toBe(test.sites.south)
    expect((await test.supervisor.get(`/assets/${seal.id}`)).status).toBe(404)
    const { components } = (await test.admin.get(`/assets/${unit.id}`)).body
    expect(components.map((c: { code: string }) => c.code)).toEqual([pump.code])
  })

  it('cannot be mounted on themselves or on what is mounted on them, also by two moves at once', async () => {
    const [a, b] = [(await addUnit(test, test.supervisor)).body, (await addUnit(test, test.supervisor)).body]
    expect((await move(a.id, { parentId: a.id })).body.errors).toMatchObject([{ field: 'parentId', code: 'cycle' }])
    now += 60_000
    const both = await Promise.all([move(a.id, { parentId: b.id }), move(b.id, { parentId: a.id })])
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 400])
  })

  it('move only to what the mover can reach, and only forward in time', async () => {
    const pump = (await addUnit(test, test.supervisor, { commissionedOn })).body
    const far = (await addUnit(test, test.otherSupervisor)).body
    expect((await move(pump.id, { parentId: far.id })).body.errors).toMatchObject([{ code: 'unknown' }])
    expect((await move(pump.id, { parentId: v7() })).body.errors).toMatchObject([{ code: 'unknown' }])
    const unit = (await addUnit(test, test.supervisor, { commissionedOn })).body
    const early = await move(pump.id, { parentId: unit.id, at: '2025-12-01T00:00:00Z' })
    expect(early.body.errors).toMatchObject([{ field: 'at', code: 'beforeLast' }])
    const late = await move(pump.id, { parentId: unit.id, at: new Date(now + 1000).toISOString() })
    expect(late.body.errors).toMatchObject([{ field: 'at', code: 'inFuture' }])
  })

  it('keep a unit from being archived, and cannot come back to an archived one', async () => {
    const unit = (await addUnit(test, test.supervisor)).body
    const pump = (await addUnit(test, test.supervisor, { parentId: unit.id })).body
    const refused = await test.supervisor.post(`/assets/${unit.id}/archive`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'record.referenced' } })
    await test.supervisor.post(`/assets/${pump.id}/archive`)
    await test.supervisor.post(`/assets/${unit.id}/archive`)
    const orphan = await test.supervisor.post(`/assets/${pump.id}/restore`)
    expect(orphan.body.errors).toMatchObject([{ field: 'parentId', code: 'archived' }])
  })
})

describe('the timeline', () => {
  it('takes a component’s history along, and leaves to each unit what happened while it was mounted there', async () => {
    const first = (await addUnit(test, test.supervisor, { code: 'FIRST', commissionedOn })).body
    const second = (await addUnit(test, test.supervisor, { code: 'SECOND', commissionedOn })).body
    const pump = (await addUnit(test, test.supervisor, { code: 'PUMP', parentId: first.id, commissionedOn })).body
    const stop = (status: string, reason: string, at: string) =>
      test.supervisor.post(`/assets/${pump.id}/status`, { status, reason, at })
    await stop('STOPPED', 'on the first', '2026-02-01T00:00:00Z')
    await move(pump.id, { parentId: second.id, at: '2026-03-01T00:00:00Z' })
    await stop('OPERATING', 'on the second', '2026-04-01T00:00:00Z')

    const said = async (id: string) => (await timeline(id, '&kind=STATUS')).map(({ text }) => text).filter(Boolean)
    expect(await said(first.id)).toEqual(['on the first'])
    expect(await said(second.id)).toEqual(['on the second'])
    expect(await said(pump.id)).toEqual(['on the second', 'on the first'])

    const moves = async (id: string) =>
      (await timeline(id, '&kind=PLACEMENT')).map(({ asset, parent }) => `${asset.code}>${parent?.code ?? ''}`)
    expect(await moves(first.id)).toEqual(['PUMP>SECOND', 'PUMP>FIRST', 'FIRST>'])
    expect(await moves(second.id)).toEqual(['PUMP>SECOND', 'SECOND>'])
  })

  it('pages through everything once, newest first', async () => {
    const unit = (await addUnit(test, test.supervisor, { commissionedOn })).body
    for (let i = 1; i < 8; i++) {
      const at = new Date(now - i * 86_400_000).toISOString()
      await test.supervisor.post(`/assets/${unit.id}/readings`, { meter: 'KM', value: 100 - i, at })
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const url = `/assets/${unit.id}/timeline?limit=2${cursor && `&cursor=${cursor}`}`
      const page = (await test.supervisor.get(url)).body
      seen.push(...page.items.map((item: Item) => item.at))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toHaveLength(9)
    expect(seen).toEqual([...seen].sort().reverse())
  })

  it('is closed to those who may not see the unit', async () => {
    const unit = (await addUnit(test, test.supervisor)).body
    for (const path of ['timeline', 'statuses', 'readings']) {
      expect((await test.otherSupervisor.get(`/assets/${unit.id}/${path}`)).status).toBe(404)
    }
  })
})
