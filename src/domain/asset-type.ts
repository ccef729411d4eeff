export const meterKinds = ['KM', 'HOURS'] as const
export type MeterKind = (typeof meterKinds)[number]

export const predefinedTypeCodes = ['SUPERSUCKER', 'PICKUP', 'BACKHOE', 'WHEEL_LOADER', 'SKID_STEER'] as const
export type PredefinedTypeCode = (typeof predefinedTypeCodes)[number]

export type PredefinedAssetType = {
  readonly code: PredefinedTypeCode
  readonly es: string
  readonly en: string
  /** The meters a unit of this type carries; the first is the one its use is measured by. */
  readonly meters: readonly MeterKind[]
  /** The predefined checklist of the type. */
  readonly checklist: string
}

/** The five types every installation starts with; an administrator may add others. */
export const predefinedAssetTypes: readonly PredefinedAssetType[] = [
  {
    code: 'SUPERSUCKER',
    es: 'Camión Supersucker',
    en: 'Supersucker vacuum truck',
    meters: ['HOURS', 'KM'],
    checklist: 'SUPERSUCKER-CH01',
  },
  { code: 'PICKUP', es: 'Camioneta MDO', en: 'MDO pickup', meters: ['KM'], checklist: 'F-PR-020-CH01' },
  {
    code: 'BACKHOE',
    es: 'Retroexcavadora MDO',
    en: 'MDO backhoe loader',
    meters: ['HOURS'],
    checklist: 'F-PR-034-CH01',
  },
  {
    code: 'WHEEL_LOADER',
    es: 'Cargador Frontal MDO',
    en: 'MDO wheel loader',
    meters: ['HOURS'],
    checklist: 'F-PR-037-CH01',
  },
  {
    code: 'SKID_STEER',
    es: 'Minicargador MDO',
    en: 'MDO skid-steer loader',
    meters: ['HOURS'],
    checklist: 'F-PR-040-CH01',
  },
]
