import type { Criticality } from '../domain/asset.ts'
import type { PredefinedTypeCode } from '../domain/asset-type.ts'
import type { ComponentKind } from './component-model.ts'

/** A component of a type: its failure mode and the Weibull law of its life, in the unit of the type's first meter. */
type Fitted = { readonly kind: ComponentKind; readonly mode: string; readonly shape: number; readonly scale: number }

export type TypeModel = {
  readonly codePrefix: string
  /** Share of the fleet. */
  readonly share: number
  readonly makes: readonly (readonly [make: string, model: string])[]
  readonly criticality: Criticality
  readonly usesRoads: boolean
  /** Use of a working day in the unit of the first meter, and when the day begins and ends (hours of the clock). */
  readonly dailyUse: number
  readonly workday: readonly [number, number]
  /** Share of a weekday's use on Sundays. */
  readonly sunday: number
  /** Kilometres per hour of the engine, for types that carry both meters. */
  readonly kmPerHour: number
  readonly serviceInterval: number
  /** Names, hours and parts of the services in turn: every second one is larger, every fourth larger still. */
  readonly services: readonly { readonly title: string; readonly hours: number; readonly partsCost: number }[]
  readonly components: readonly Fitted[]
}

const part = (kind: ComponentKind, mode: string, shape: number, scale: number): Fitted => ({ kind, mode, shape, scale })

const hourServices = [
  { title: 'Pauta 250 h: cambio de aceite y filtros, engrase general', hours: 2.5, partsCost: 145_000 },
  { title: 'Pauta 500 h: aceites, filtros y muestras SOS', hours: 4, partsCost: 290_000 },
  { title: 'Pauta 250 h: cambio de aceite y filtros, engrase general', hours: 2.5, partsCost: 145_000 },
  { title: 'Pauta 1.000 h: aceites de transmisión y diferenciales', hours: 6, partsCost: 620_000 },
  { title: 'Pauta 250 h: cambio de aceite y filtros, engrase general', hours: 2.5, partsCost: 145_000 },
  { title: 'Pauta 500 h: aceites, filtros y muestras SOS', hours: 4, partsCost: 290_000 },
  { title: 'Pauta 250 h: cambio de aceite y filtros, engrase general', hours: 2.5, partsCost: 145_000 },
  { title: 'Pauta 2.000 h: aceite hidráulico, regulación de válvulas y termografía', hours: 9, partsCost: 1_250_000 },
]

const kmServices = [
  { title: 'Pauta 10.000 km: cambio de aceite y filtros', hours: 1.5, partsCost: 95_000 },
  { title: 'Pauta 20.000 km: aceite, filtros, frenos y alineación', hours: 3, partsCost: 210_000 },
  { title: 'Pauta 10.000 km: cambio de aceite y filtros', hours: 1.5, partsCost: 95_000 },
  { title: 'Pauta 40.000 km: caja, diferencial, refrigerante y tren delantero', hours: 5, partsCost: 430_000 },
]

/** Makes are invented: a demo fleet says nothing about any maker. Lives are of the size seen in mining services. */
export const typeModels: Readonly<Record<PredefinedTypeCode, TypeModel>> = {
  SUPERSUCKER: {
    codePrefix: 'SS',
    share: 0.2,
    makes: [
      ['Andes', 'Vac 4000'],
      ['Quillay', 'SX-27'],
    ],
    criticality: 'HIGH',
    usesRoads: true,
    dailyUse: 9.5,
    workday: [7, 21],
    sunday: 0.75,
    kmPerHour: 7,
    serviceInterval: 250,
    services: hourServices,
    components: [
      part('hose', 'ELH', 1.3, 1050),
      part('vacuumPump', 'LVA', 2.2, 2500),
      part('suction', 'PLU', 1.0, 600),
      part('cyclone', 'FLT', 1.9, 900),
      part('brakes', 'BRK', 2.6, 2050),
      part('tyre', 'TYR', 1.1, 1200),
      part('cooling', 'OHE', 1.6, 2300),
      part('engine', 'UST', 1.7, 2950),
      part('leaks', 'ELU', 1.5, 2500),
      part('starting', 'FTS', 1.9, 2750),
      part('electrical', 'ELE', 1.0, 1350),
      part('airConditioning', 'OTH', 1.4, 3150),
    ],
  },
  PICKUP: {
    codePrefix: 'CM',
    share: 0.35,
    makes: [
      ['Pampa', 'D-Cab 4x4'],
      ['Cóndor', 'Ruta 4x4'],
    ],
    criticality: 'LOW',
    usesRoads: true,
    dailyUse: 165,
    workday: [7, 20],
    sunday: 0.55,
    kmPerHour: 1,
    serviceInterval: 10_000,
    services: kmServices,
    components: [
      part('tyre', 'TYR', 1.1, 12_000),
      part('brakes', 'BRK', 2.8, 29_000),
      part('steering', 'STE', 1.8, 34_000),
      part('transmission', 'TRM', 2.4, 77_000),
      part('engine', 'LOO', 1.8, 69_000),
      part('leaks', 'ELU', 1.6, 56_000),
      part('starting', 'FTS', 2.0, 42_000),
      part('lights', 'ELE', 1.0, 15_000),
      part('cab', 'OTH', 1.0, 23_000),
    ],
  },
  BACKHOE: {
    codePrefix: 'RE',
    share: 0.175,
    makes: [
      ['Andes', 'R-90'],
      ['Pampa', 'BL 4'],
    ],
    criticality: 'MEDIUM',
    usesRoads: false,
    dailyUse: 7,
    workday: [7, 19],
    sunday: 0.3,
    kmPerHour: 1,
    serviceInterval: 250,
    services: hourServices,
    components: [
      part('hose', 'ELH', 1.3, 550),
      part('hydraulicPump', 'ERO', 2.3, 3350),
      part('bucket', 'WRI', 2.0, 900),
      part('pins', 'BSH', 2.1, 1350),
      part('brakes', 'BRK', 2.5, 2300),
      part('tyre', 'TYR', 1.1, 1050),
      part('cooling', 'OHE', 1.6, 2100),
      part('engine', 'UST', 1.8, 3100),
      part('starting', 'FTS', 1.9, 2050),
      part('electrical', 'ELE', 1.0, 1200),
      part('structure', 'OTH', 1.7, 2800),
    ],
  },
  WHEEL_LOADER: {
    codePrefix: 'CF',
    share: 0.15,
    makes: [
      ['Cóndor', 'L-180'],
      ['Andes', 'W 950'],
    ],
    criticality: 'HIGH',
    usesRoads: false,
    dailyUse: 13,
    workday: [1, 23],
    sunday: 0.85,
    kmPerHour: 1,
    serviceInterval: 250,
    services: hourServices,
    components: [
      part('hose', 'ELH', 1.3, 850),
      part('hydraulicPump', 'ERO', 2.3, 4350),
      part('bucket', 'WRI', 2.0, 1200),
      part('transmission', 'TRM', 2.4, 4750),
      part('brakes', 'BRK', 2.6, 3150),
      part('tyre', 'TYR', 1.1, 1600),
      part('cooling', 'OHE', 1.6, 2950),
      part('engine', 'LOO', 1.7, 4200),
      part('leaks', 'ELU', 1.5, 3100),
      part('electrical', 'ELE', 1.0, 1800),
      part('airConditioning', 'OTH', 1.4, 2950),
    ],
  },
  SKID_STEER: {
    codePrefix: 'MC',
    share: 0.125,
    makes: [
      ['Quillay', 'MC-75'],
      ['Pampa', 'S 200'],
    ],
    criticality: 'MEDIUM',
    usesRoads: false,
    dailyUse: 6,
    workday: [7, 19],
    sunday: 0.35,
    kmPerHour: 1,
    serviceInterval: 250,
    services: hourServices,
    components: [
      part('hose', 'ELH', 1.3, 500),
      part('driveMotor', 'TRD', 2.0, 1800),
      part('track', 'TRK', 1.6, 750),
      part('coupler', 'QCP', 1.2, 850),
      part('cooling', 'OHE', 1.6, 1600),
      part('leaks', 'ELU', 1.5, 1900),
      part('starting', 'FTS', 1.9, 1700),
      part('structure', 'STD', 1.7, 2100),
      part('electrical', 'ELE', 1.0, 1050),
    ],
  },
}

export const siteNames: readonly (readonly [code: string, name: string])[] = [
  ['FND', 'Faena Norte Demo'],
  ['FSD', 'Faena Sur Demo'],
  ['PPD', 'Planta Puerto Demo'],
]

/** Plainly invented people: nobody is called that. */
export const firstNames = [
  'Aurora',
  'Benito',
  'Celeste',
  'Dante',
  'Elvira',
  'Fabián',
  'Greta',
  'Horacio',
  'Inés',
  'Jacinto',
  'Karina',
  'Leandro',
  'Mireya',
  'Nicanor',
  'Olivia',
  'Plácido',
  'Quena',
  'Renato',
  'Selva',
  'Tadeo',
] as const
export const surnames = ['Demo', 'Ejemplo', 'Muestra', 'Ficticio', 'Prueba', 'Simulado', 'Ensayo', 'Modelo'] as const
