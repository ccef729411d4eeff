import type { PartUnit } from '../domain/stock.ts'
import type { SystemCode } from '../domain/system.ts'

/** A part of the simulated warehouse: what it is for, its price in CLP at the start and the most that one job takes. */
export type CataloguePart = {
  readonly number: string
  readonly description: string
  readonly unit: PartUnit
  readonly system: SystemCode | 'SERVICE'
  readonly price: number
  readonly most: number
  readonly leadTimeDays: number
  readonly supplier: number
}

export const simulatedSuppliers = [
  { name: 'Filtros y Lubricantes del Norte (demo)', phone: '+56 55 200 0001' },
  { name: 'Repuestos Hidráulicos Antofagasta (demo)', phone: '+56 55 200 0002' },
  { name: 'Importadora de Maquinaria Pacífico (demo)', phone: '+56 2 2200 0003' },
] as const

type Short = [number: string, description: string, price: number, most?: number, unit?: PartUnit, leadTimeDays?: number]

const of = (system: CataloguePart['system'], supplier: number, parts: readonly Short[]): CataloguePart[] =>
  parts.map(([number, description, price, most = 1, unit = 'UNIT', leadTimeDays = price > 300_000 ? 35 : 7]) => ({
    ...{ number, description, unit, system, price, most, leadTimeDays, supplier },
  }))

export const catalogue: readonly CataloguePart[] = [
  ...of('SERVICE', 0, [
    ['FLT-AIR-P', 'Filtro de aire primario', 54_000, 2],
    ['FLT-OIL-M', 'Filtro de aceite de motor', 18_500, 2],
    ['FLT-FUEL', 'Filtro de combustible separador de agua', 23_500, 2],
    ['FLT-HYD', 'Filtro hidráulico de retorno', 47_000, 2],
    ['ACE-ATF', 'Aceite de transmisión y diferenciales', 4_900, 60, 'LITRE'],
    ['ACE-HYD46', 'Aceite hidráulico ISO 46', 3_600, 200, 'LITRE'],
    ['ACE-15W40', 'Aceite de motor 15W-40', 3_300, 40, 'LITRE'],
    ['GRA-EP2', 'Grasa EP2 multipropósito', 5_200, 10, 'KILOGRAM'],
  ]),
  ...of('ENGINE', 2, [
    ['MOT-INY', 'Juego de inyectores', 480_000, 2, 'SET'],
    ['MOT-JTA', 'Juego de empaquetaduras de motor', 95_000, 2, 'SET'],
  ]),
  ...of('COOLING', 2, [
    ['REF-RAD', 'Radiador de agua', 390_000],
    ['REF-BOM', 'Bomba de agua', 128_000],
    ['REF-LIQ', 'Refrigerante', 3_900, 40, 'LITRE'],
  ]),
  ...of('FUEL', 0, [
    ['CMB-BOM', 'Bomba de alimentación de combustible', 145_000],
    ['CMB-CAN', 'Cañería de combustible', 32_000, 3],
  ]),
  ...of('INTAKE_EXHAUST', 2, [
    ['TUR-01', 'Turbocompresor', 760_000],
    ['ESC-ABZ', 'Abrazadera de escape', 14_500, 4],
  ]),
  ...of('STARTING', 2, [
    ['ARR-MOT', 'Motor de partida', 235_000],
    ['BAT-150', 'Batería 150 Ah', 118_000, 2],
  ]),
  ...of('ELECTRICAL', 2, [
    ['ALT-24V', 'Alternador 24 V', 225_000],
    ['ELE-REL', 'Relé 24 V', 8_900, 4],
  ]),
  ...of('LIGHTS', 0, [
    ['LUZ-LED', 'Foco LED de trabajo', 36_000, 4],
    ['LUZ-BAL', 'Ampolleta de baliza', 6_500, 4],
  ]),
  ...of('HYDRAULICS', 1, [
    ['HID-BOM', 'Bomba hidráulica principal', 1_350_000],
    ['HID-SEL', 'Juego de sellos de cilindro', 64_000, 4, 'SET'],
    ['HID-FLX', 'Flexible hidráulico R2 con terminales', 41_000, 6],
  ]),
  ...of('BRAKES', 2, [
    ['FRE-DIS', 'Disco de freno', 92_000, 2],
    ['FRE-PAS', 'Juego de pastillas de freno', 58_000, 2, 'SET'],
  ]),
  ...of('STEERING', 1, [['DIR-TER', 'Terminal de dirección', 46_000, 4]]),
  ...of('SUSPENSION', 2, [
    ['SUS-AMO', 'Amortiguador', 84_000, 4],
    ['SUS-BUJ', 'Buje de suspensión', 12_500, 6],
  ]),
  ...of('TRANSMISSION', 2, [
    ['TRA-EMB', 'Kit de embrague', 520_000],
    ['TRA-CRU', 'Cruceta de cardán', 48_000, 3],
  ]),
  ...of('TYRES_TRACKS', 0, [
    ['NEU-295', 'Neumático 295/80 R22,5', 265_000, 4],
    ['NEU-PAR', 'Kit de reparación de neumático', 18_000, 3, 'SET'],
  ]),
  ...of('IMPLEMENT', 1, [
    ['IMP-PAS', 'Pasador y buje de balde', 118_000, 4, 'SET'],
    ['IMP-DIE', 'Diente de balde', 29_000, 6],
  ]),
  ...of('VACUUM', 1, [
    ['VAC-SOP', 'Kit de reparación de soplador', 1_650_000, 1, 'SET'],
    ['VAC-MNG', 'Manguera de succión', 88_000, 6, 'METRE'],
  ]),
  ...of('CAB', 2, [
    ['CAB-VID', 'Vidrio de cabina', 165_000],
    ['CAB-LIM', 'Plumillas limpiaparabrisas', 15_500, 2, 'PAIR'],
  ]),
  ...of('CONTROLS', 2, [
    ['CTR-JOY', 'Palanca de mando', 295_000],
    ['CTR-SEN', 'Sensor de posición', 67_000, 3],
  ]),
  ...of('AIR_CONDITIONING', 2, [
    ['AC-COM', 'Compresor de aire acondicionado', 245_000],
    ['AC-GAS', 'Carga de refrigerante R134a', 28_000, 3],
  ]),
  ...of('LUBRICATION', 0, [
    ['LUB-INY', 'Inyector de engrase', 39_000, 4],
    ['LUB-CAN', 'Cañería de engrase', 9_500, 6, 'METRE'],
  ]),
  ...of('STRUCTURE', 1, [['EST-PLA', 'Plancha de refuerzo', 74_000, 4]]),
  ...of('FIRE_SUPPRESSION', 2, [['AFE-CIL', 'Cilindro de agente extintor', 185_000]]),
  ...of('OTHER', 0, [['VAR-FER', 'Ferretería y consumibles de taller', 12_000, 20, 'SET']]),
]

/** Bought once for units that left: it lies and waits for nobody. */
export const forgotten = catalogue.findIndex(({ number }) => number === 'AFE-CIL')
