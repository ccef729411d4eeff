import type { CreatePart } from '../../contract/inventory.ts'
import type { TestApp } from './app.ts'

let count = 0

/** Adds a part as the administrator; answers its id. */
export async function addPart(test: TestApp, fields: Partial<CreatePart> = {}): Promise<string> {
  count += 1
  const body = { number: `P-${count}`, description: `Filtro ${count}`, unit: 'UNIT', ...fields }
  return (await test.admin.post('/parts', body)).body.id
}

/** Puts stock of a part into a warehouse. */
export function stockUp(test: TestApp, partId: string, quantity: number, unitCost = 1_000, siteId = test.sites.north) {
  return test.admin.post(`/parts/${partId}/receipts`, { siteId, quantity, unitCost })
}
