import { sql } from 'drizzle-orm'
import { predefinedDocuments } from '../../../domain/predefined-documents.ts'
import type { Tx } from '../../platform/database/database.ts'
import { documentType } from './tables.ts'

/** The kinds of document every installation starts with; existing ones are left as they are. */
export async function ensureDocumentTypes(tx: Tx): Promise<void> {
  const types = await tx.rows<{ id: string; code: string }>(sql`SELECT id, code FROM asset_type WHERE predefined`)
  const idOf = new Map(types.map(({ id, code }) => [code, id]))
  await tx
    .insert(documentType)
    .values(
      predefinedDocuments.map(({ code, es, en, subject, critical, hasClasses = false, rules }) => ({
        ...{ code, nameEs: es, nameEn: en, subject, critical, hasClasses, predefined: true },
        rules: rules.map(({ types: codes, onlyOnRoad, expiry }) => ({
          assetTypeIds: codes.map((type) => idOf.get(type)).filter((id) => id !== undefined),
          onlyOnRoad,
          expiry,
        })),
      })),
    )
    .onConflictDoNothing()
}
