import type { MeterKind, PredefinedTypeCode } from '../domain/asset-type.ts'
import type { PlanPart, ServiceLevel } from '../domain/service-level.ts'
import { typeModels } from './fleet-model.ts'

/** By their numbers in the catalogue. */
const parts = (quantities: Readonly<Record<string, number>>): PlanPart[] =>
  Object.entries(quantities).map(([partId, quantity]) => ({ partId, quantity }))

const hourLevels: readonly ServiceLevel[] = [
  {
    name: '250 h',
    multiple: 1,
    tasks: [
      { text: 'Cambiar aceite de motor', hours: 0.75 },
      { text: 'Cambiar filtros de aceite y combustible', hours: 0.75 },
      { text: 'Engrase general', hours: 0.5 },
      { text: 'Revisar correas, mangueras y fugas', hours: 0.5 },
    ],
    parts: parts({ 'ACE-15W40': 24, 'FLT-OIL-M': 1, 'FLT-FUEL': 1, 'GRA-EP2': 4 }),
  },
  {
    name: '500 h',
    multiple: 2,
    tasks: [
      { text: 'Cambiar filtros de aire', hours: 0.5 },
      { text: 'Tomar muestras de aceite para análisis', hours: 0.5 },
      { text: 'Revisar frenos y dirección', hours: 0.5 },
    ],
    parts: parts({ 'FLT-FUEL': 2, 'FLT-AIR-P': 2 }),
  },
  {
    name: '1.000 h',
    multiple: 4,
    tasks: [
      { text: 'Cambiar aceite de transmisión', hours: 1 },
      { text: 'Cambiar aceite de diferenciales y mandos finales', hours: 1 },
    ],
    parts: parts({ 'ACE-ATF': 60 }),
  },
  {
    name: '2.000 h',
    multiple: 8,
    tasks: [
      { text: 'Cambiar aceite y filtros hidráulicos', hours: 1.5 },
      { text: 'Regular válvulas', hours: 1 },
      { text: 'Termografía de tablero y alternador', hours: 0.5 },
    ],
    parts: parts({ 'ACE-HYD46': 150, 'FLT-HYD': 2 }),
  },
]

const kmLevels: readonly ServiceLevel[] = [
  {
    name: '10.000 km',
    multiple: 1,
    tasks: [
      { text: 'Cambiar aceite de motor', hours: 0.5 },
      { text: 'Cambiar filtros de aceite y aire', hours: 0.5 },
      { text: 'Revisar niveles, luces y neumáticos', hours: 0.5 },
    ],
    parts: parts({ 'ACE-15W40': 8, 'FLT-OIL-M': 1, 'FLT-AIR-P': 1 }),
  },
  {
    name: '20.000 km',
    multiple: 2,
    tasks: [
      { text: 'Revisar frenos', hours: 0.75 },
      { text: 'Alinear y balancear', hours: 0.75 },
    ],
    parts: parts({ 'FLT-FUEL': 1, 'FRE-PAS': 1 }),
  },
  {
    name: '40.000 km',
    multiple: 4,
    tasks: [
      { text: 'Cambiar aceite de caja y diferencial', hours: 1 },
      { text: 'Cambiar refrigerante y revisar tren delantero', hours: 1 },
    ],
    parts: parts({ 'FRE-PAS': 2, 'ACE-ATF': 10, 'REF-LIQ': 14, 'DIR-TER': 2 }),
  },
]

/** The plan that the services of a type follow in the simulation; the ids of its parts are numbers of the catalogue. */
export function servicePlan(type: PredefinedTypeCode): { every: number; kind: MeterKind; levels: ServiceLevel[] } {
  const isPickup = type === 'PICKUP'
  const levels = (isPickup ? kmLevels : hourLevels).map((level) => ({ ...level }))
  return { every: typeModels[type].serviceInterval, kind: isPickup ? 'KM' : 'HOURS', levels }
}
