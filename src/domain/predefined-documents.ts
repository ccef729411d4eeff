import type { PredefinedTypeCode } from './asset-type.ts'
import type { ExpiryRule } from './document-expiry.ts'

export const documentSubjects = ['ASSET', 'PERSON'] as const
export type DocumentSubject = (typeof documentSubjects)[number]

export type PredefinedDocument = {
  readonly code: string
  readonly es: string
  readonly en: string
  readonly subject: DocumentSubject
  readonly critical: boolean
  readonly hasClasses?: true
  readonly rules: readonly {
    readonly types: readonly PredefinedTypeCode[]
    readonly onlyOnRoad: boolean
    readonly expiry: ExpiryRule | null
  }[]
}

const pickups = ['PICKUP'] as const
const cargo = ['SUPERSUCKER'] as const
const machinery = ['BACKHOE', 'WHEEL_LOADER', 'SKID_STEER'] as const
const march = { kind: 'ON_DATE', month: 3, day: 31 } as const
const september = { kind: 'ON_DATE', month: 9, day: 30 } as const
const byPlate = { kind: 'PLATE_DIGIT' } as const
const months = (n: number) => ({ kind: 'MONTHS', months: n }) as const

const onRoads = (pickup: ExpiryRule, truck: ExpiryRule, machine: ExpiryRule) => [
  { types: pickups, onlyOnRoad: false, expiry: pickup },
  { types: cargo, onlyOnRoad: false, expiry: truck },
  { types: machinery, onlyOnRoad: true, expiry: machine },
]

/** What vehicles and their operators carry in Chile; machinery needs a vehicle's documents only on public roads. */
export const predefinedDocuments: readonly PredefinedDocument[] = [
  {
    ...{ code: 'CIRCULATION_PERMIT', es: 'Permiso de circulación', en: 'Circulation permit' },
    ...{ subject: 'ASSET', critical: true, rules: onRoads(march, september, september) },
  },
  {
    ...{ code: 'TECHNICAL_INSPECTION', es: 'Revisión técnica', en: 'Technical inspection' },
    ...{ subject: 'ASSET', critical: true, rules: onRoads(byPlate, months(6), months(12)) },
  },
  {
    ...{ code: 'EMISSIONS', es: 'Certificado de gases', en: 'Emissions certificate' },
    ...{ subject: 'ASSET', critical: true, rules: onRoads(byPlate, months(6), months(12)) },
  },
  {
    ...{ code: 'SOAP', es: 'Seguro obligatorio (SOAP)', en: 'Compulsory insurance (SOAP)' },
    ...{ subject: 'ASSET', critical: true, rules: onRoads(march, september, september) },
  },
  {
    ...{ code: 'INSURANCE', es: 'Póliza de seguro', en: 'Insurance policy' },
    ...{ subject: 'ASSET', critical: false, rules: [{ types: [], onlyOnRoad: false, expiry: months(12) }] },
  },
  {
    ...{ code: 'SITE_ACCREDITATION', es: 'Acreditación de faena', en: 'Site accreditation' },
    ...{ subject: 'ASSET', critical: true, rules: [] },
  },
  {
    ...{ code: 'CERTIFICATE', es: 'Certificado', en: 'Certificate' },
    ...{ subject: 'ASSET', critical: false, rules: [] },
  },
  {
    ...{ code: 'MUNICIPAL_LICENCE', es: 'Licencia de conducir municipal', en: 'Municipal driving licence' },
    ...{ subject: 'PERSON', critical: true, hasClasses: true, rules: [] },
  },
  {
    ...{ code: 'INTERNAL_LICENCE', es: 'Licencia interna de faena', en: 'Site-internal licence' },
    ...{ subject: 'PERSON', critical: true, rules: [] },
  },
]
