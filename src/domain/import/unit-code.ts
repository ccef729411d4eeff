import { parseAssetCode } from '../asset.ts'

/** A valid unit code as close as possible to how a file names the unit: `Exc. 01 / norte` → `EXC.-01-NORTE`. */
export function proposeUnitCode(text: string): string | null {
  const cleaned = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9._-]+/g, '-')
    .slice(0, 20)
    .replace(/^[._-]+|[._-]+$/g, '')
  return parseAssetCode(text) ?? parseAssetCode(cleaned)
}
