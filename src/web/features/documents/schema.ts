import type { components } from '../../app/api-schema.d.ts'

export type HeldDocument = components['schemas']['HeldDocument']
export type DocumentType = components['schemas']['DocumentType']
export type FleetDocumentItem = components['schemas']['FleetDocumentItem']

/** Whose documents: a unit with what the rules of expiry ask of it, or a person. */
export type Subject =
  | { kind: 'ASSET'; id: string; typeId: string; plate: string | null }
  | { kind: 'PERSON'; id: string }
