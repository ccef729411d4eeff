import { addDays } from '../../../domain/civil-time.ts'
import type { Caller, TestApp } from '../../testing/app.ts'

/** Ids of the predefined kinds of document by code. */
export async function typeIds(test: TestApp): Promise<Record<string, string>> {
  const { items } = (await test.admin.get('/document-types')).body as { items: { id: string; code: string }[] }
  return Object.fromEntries(items.map(({ id, code }) => [code, id]))
}

/** Records a document of a unit that is valid through `expiresOn`, issued 400 days before; its id. */
export async function addedDocument(
  test: TestApp,
  assetId: string,
  typeId: string,
  expiresOn: string,
  by: Caller = test.supervisor,
): Promise<string> {
  const issuedOn = addDays(expiresOn, -400)
  return (await by.post(`/assets/${assetId}/documents`, { typeId, issuedOn, expiresOn })).body.id
}
