import type { HoldReason, OrderCategory, Priority } from '../domain/work-order.ts'
import { dayMs, hourMs } from './calendar.ts'
import { type Draft, type DraftInput, draftOrder } from './order.ts'
import type { Component, Unit } from './unit.ts'
import { schedule, type World, wholeSecond } from './world.ts'

const longestJobHours = 14
/** Waiting for parts of a unit that stands may not last into the quiet days at the end. */
const holdMargin = 9 * dayMs

const roundTo = (value: number, step: number) => Math.max(step, Math.round(value / step) * step)

function reporter(world: World, unit: Unit): string {
  return world.random.pick(world.staff.mechanicsOf[unit.site]!).row.id
}

const dueDays: Record<Priority, number> = { URGENT: 1, HIGH: 3, MEDIUM: 10, LOW: 30 }
const dispatchHours: Record<Priority, readonly [number, number]> = {
  URGENT: [0.2, 1],
  HIGH: [0.5, 5],
  MEDIUM: [4, 96],
  LOW: [24, 288],
}

type Basics = Pick<DraftInput, 'unit' | 'category' | 'priority' | 'title' | 'description' | 'reportedById'>

/** An order without failure or service about it; the other kinds change what is theirs. */
function plainOrder(basics: Basics, at: number): DraftInput {
  return {
    ...basics,
    component: null,
    system: null,
    dueAt: wholeSecond(at + dueDays[basics.priority] * dayMs),
    scheduled: null,
    window: null,
    estimatedHours: 0.5,
    stopped: false,
    failedAt: null,
    service: null,
    takesUnit: false,
    duplicateOf: null,
    plan: { dispatchAt: null, hours: 0.5, hold: null, partsCost: 0, servicesCost: 0, cancelAt: null },
    unfinished: false,
    failure: null,
    notes: '',
  }
}

function holdFor(world: World, stopped: boolean, hours: number, at: number): Draft['plan']['hold'] {
  const { random } = world
  if (!random.chance(0.22) || hours < 1 * world.pace) return null
  const ms = Math.min(random.around(2.2, 0.7), stopped ? 5 : 15) * dayMs * world.pace
  if (stopped && at > world.to - holdMargin) return null
  const reasons: readonly HoldReason[] = stopped
    ? ['PARTS', 'PARTS', 'PARTS', 'PARTS', 'APPROVAL', 'OTHER']
    : ['PARTS', 'PARTS', 'PARTS', 'UNIT_ON_SITE', 'UNIT_ON_SITE', 'APPROVAL']
  return { afterHours: Math.min(0.75 * world.pace, hours / 2), ms, reason: random.pick(reasons) }
}

export type Failure = {
  readonly unit: Unit
  readonly component: Component
  readonly stopped: boolean
  readonly failedAt: number
  readonly reportedAt: number
}

/** The order for a failed component, as whoever found it tells it. */
export function failureOrder(world: World, failure: Failure): DraftInput {
  const { random, pace } = world
  const { unit, component, stopped, failedAt, reportedAt: at } = failure
  const { model } = component
  const title = random.pick(model.titles)
  const finding = random.pick(model.findings)
  const category: OrderCategory = stopped && random.chance(0.2) ? 'EMERGENCY' : 'CORRECTIVE'
  const priority: Priority =
    category === 'EMERGENCY' ? 'URGENT' : stopped ? 'HIGH' : random.chance(0.6) ? 'MEDIUM' : 'LOW'
  const hours = Math.min(longestJobHours, Math.max(0.3, random.around(model.hours, 0.5))) * pace
  const [soon, late] = dispatchHours[priority]
  const dispatchAt = at + random.between(soon, late) * hourMs * (stopped ? pace : 1)
  return {
    ...plainOrder(
      {
        unit,
        category,
        priority,
        title,
        description: stopped ? `${unit.row.code} detenido. ${title}.` : `${unit.row.code} sigue operando. ${title}.`,
        reportedById: reporter(world, unit),
      },
      at,
    ),
    component,
    system: model.system,
    estimatedHours: roundTo(model.hours * pace, 0.25),
    stopped,
    failedAt,
    takesUnit: true,
    scheduled:
      !stopped && random.chance(0.5)
        ? { on: world.calendar.date(world.calendar.dayOf(dispatchAt)), at: wholeSecond(at) }
        : null,
    plan: {
      dispatchAt,
      hours,
      hold: holdFor(world, stopped, hours, at),
      partsCost: random.chance(0.8) ? roundTo(random.around(model.partsCost, 0.5), 10) : 0,
      servicesCost: random.chance(0.06) ? roundTo(random.around(350_000, 0.6), 1000) : 0,
      cancelAt: null,
    },
    failure: { mode: component.mode, cause: finding.cause, action: finding.action },
    notes: finding.note,
  }
}

/** A second report of a fault somebody has reported already; it ends as cancelled. */
export function duplicateOrder(world: World, original: Draft, at: number): DraftInput {
  const { unit, component } = original
  const title = world.random.pick(component!.model.titles)
  return {
    ...plainOrder(
      {
        unit,
        category: 'CORRECTIVE',
        priority: 'MEDIUM',
        title,
        description: title,
        reportedById: reporter(world, unit),
      },
      at,
    ),
    component,
    system: original.system,
    duplicateOf: original,
    plan: { ...original.plan, dispatchAt: null, hold: null, cancelAt: at + world.random.between(2, 40) * hourMs },
  }
}

/** The next service of a unit, raised some days before its meter is expected to reach it. */
export function serviceOrder(world: World, unit: Unit, at: number, dueAt: number): DraftInput {
  const { random, pace } = world
  const service = unit.model.services[unit.services % unit.model.services.length]!
  const forgotten = random.chance(0.07)
  const half = (0.1 * unit.model.serviceInterval * dayMs) / unit.averageDailyUse
  const planned = dueAt + random.between(-1, 1) * dayMs
  const dispatchAt = Math.max(at + hourMs, planned + (forgotten ? random.between(4, 20) * dayMs : 0))
  const basics: Basics = {
    unit,
    category: 'PREVENTIVE',
    priority: 'MEDIUM',
    title: service.title,
    description: `Servicio programado de ${unit.row.code}.`,
    reportedById: world.staff.supervisors[unit.site]!.id,
  }
  const stays = random.chance(0.8)
  return {
    ...plainOrder(basics, at),
    assigneeId: stays ? reporter(world, unit) : null,
    dueAt: wholeSecond(dueAt + half),
    scheduled: { on: world.calendar.date(world.calendar.dayOf(planned)), at: wholeSecond(at) },
    window: { start: wholeSecond(dueAt - half), end: wholeSecond(dueAt + half) },
    estimatedHours: roundTo(service.hours * pace, 0.25),
    service: {
      sequence: ++unit.servicesRaised,
      cycle: unit.services + 1,
      dueTotal: Math.round(unit.serviceDueUse * 10) / 10,
    },
    takesUnit: true,
    plan: {
      dispatchAt,
      hours: Math.max(0.5, random.around(service.hours, 0.2)) * pace,
      hold: null,
      partsCost: roundTo(random.around(service.partsCost, 0.12), 10),
      servicesCost: 0,
      cancelAt: random.chance(0.015) ? dispatchAt : null,
    },
    notes: 'Pauta realizada completa. Se toman muestras, se engrasa y se prueba. Equipo operativo.',
  }
}

type Routine = {
  readonly category: OrderCategory
  readonly title: string
  readonly hours: number
  readonly cost: number
  readonly note: string
}

export const inspections: readonly Routine[] = [
  {
    category: 'INSPECTION',
    title: 'Inspección mensual de seguridad',
    hours: 0.7,
    cost: 0,
    note: 'Inspección sin observaciones críticas.',
  },
  {
    category: 'INSPECTION',
    title: 'Inspección mecánica en terreno',
    hours: 0.5,
    cost: 0,
    note: 'Niveles y fugas revisados, sin novedad.',
  },
  {
    category: 'INSPECTION',
    title: 'Revisión de niveles y presión de neumáticos',
    hours: 0.4,
    cost: 0,
    note: 'Se completan niveles. Presiones OK.',
  },
]

export const extras: readonly Routine[] = [
  {
    category: 'PREDICTIVE',
    title: 'Toma de muestras de aceite para análisis',
    hours: 0.6,
    cost: 42_000,
    note: 'Muestras enviadas a laboratorio.',
  },
  {
    category: 'PREDICTIVE',
    title: 'Termografía de tablero eléctrico',
    hours: 1,
    cost: 0,
    note: 'Sin puntos calientes.',
  },
  {
    category: 'CALIBRATION',
    title: 'Calibración de sensores y limitadores',
    hours: 1.2,
    cost: 0,
    note: 'Calibrado dentro de tolerancia.',
  },
  {
    category: 'INSTALLATION',
    title: 'Instalación de radio base y antena',
    hours: 2,
    cost: 185_000,
    note: 'Radio instalada y probada en todos los canales.',
  },
  {
    category: 'INSTALLATION',
    title: 'Instalación de pértiga y baliza',
    hours: 1,
    cost: 78_000,
    note: 'Instalada según estándar de faena.',
  },
  {
    category: 'MODIFICATION',
    title: 'Refuerzo de protección inferior',
    hours: 4,
    cost: 120_000,
    note: 'Plancha instalada y pintada.',
  },
]

export function routineOrder(world: World, unit: Unit, routines: readonly Routine[], at: number): DraftInput {
  const { random, pace } = world
  const routine = random.pick(routines)
  const dispatchAt = at + random.between(2, 120) * hourMs
  return {
    ...plainOrder(
      {
        unit,
        category: routine.category,
        priority: 'LOW',
        title: routine.title,
        description: `${routine.title} de ${unit.row.code}.`,
        reportedById: world.staff.supervisors[unit.site]!.id,
      },
      at,
    ),
    scheduled: { on: world.calendar.date(world.calendar.dayOf(dispatchAt)), at: wholeSecond(at) },
    estimatedHours: roundTo(routine.hours * pace, 0.25),
    takesUnit: routine.hours >= 2,
    plan: {
      dispatchAt,
      hours: Math.max(0.25, random.around(routine.hours, 0.3)) * pace,
      hold: null,
      partsCost: routine.cost === 0 ? 0 : roundTo(random.around(routine.cost, 0.15), 10),
      servicesCost: 0,
      cancelAt: random.chance(0.04) ? dispatchAt : null,
    },
    notes: routine.note,
  }
}

export const raise = (world: World, input: DraftInput, at: number): void => {
  schedule(world, at, { kind: 'CREATE', draft: draftOrder(input) })
}
