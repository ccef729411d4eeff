import type { ImportMapping } from '../../../contract/imports.ts'
import { parseAssetCode } from '../../../domain/asset.ts'
import type { References } from './references.ts'
import type { RowValues } from './row-values.ts'

export interface NewAsset {
  code: string
  type: string
  site: string
}

/** Finds the unit a row speaks of, and gathers those that the mapping lets it create. */
export function unitFinder(mapping: ImportMapping, references: References) {
  const created = new Map<string, NewAsset>()
  const exceptions = new Map(Object.entries(mapping.newAssetsBy))
  return {
    created,
    /** The type of a unit that exists or is created. */
    typeOf: (code: string): string | undefined => references.assets.get(code)?.type ?? created.get(code)?.type,
    find(row: RowValues): string | null {
      const written = row.translated('asset')
      if (written === null) return null
      const code = parseAssetCode(written)
      if (!code) {
        row.refuse('asset', 'invalidCode')
        return null
      }
      const known = references.assets.get(code)
      if (known) {
        if (!known.inScope) row.refuse('asset', 'assetOutOfScope')
        return code
      }
      const like = exceptions.get(code) ?? mapping.newAssets
      if (!like || !references.assetTypes.has(like.type) || !references.sites.has(like.site)) {
        row.refuse('asset', 'unknownAsset')
        return null
      }
      if (row.errors.length === 0) created.set(code, { code, ...like })
      return code
    },
  }
}
