import type { CreateAsset } from '../../contract/assets.ts'
import type { Caller, TestApp } from './app.ts'

let count = 0

/** Adds a unit of a predefined type at the caller's site (the administrator's: north); answers what the API did. */
export async function addUnit(test: TestApp, by: Caller, fields: Partial<CreateAsset> & { typeCode?: string } = {}) {
  const { typeCode = 'SUPERSUCKER', ...given } = fields
  const types = (await test.admin.get('/asset-types')).body.items as { id: string; code: string }[]
  count += 1
  return by.post('/assets', {
    code: `U-${count}`,
    name: `Unidad ${count}`,
    typeId: types.find(({ code }) => code === typeCode)!.id,
    siteId: by.siteId ?? test.sites.north,
    ...given,
  })
}
