import {
  type Answer,
  askedPoints,
  type ChecklistContent,
  noAnswer,
  type Point,
  severities,
} from '../domain/checklist.ts'
import type { SectionTime } from '../domain/inspection-pace.ts'
import type { SystemCode } from '../domain/system.ts'
import type { Random } from './random.ts'

/** The points of the predefined checklists by which trouble in a system shows. */
const pointsBySystem: Partial<Record<SystemCode, readonly string[]>> = {
  ENGINE: ['engine.oil-level', 'engine.oil-leaks', 'engine.leaks'],
  LUBRICATION: ['engine.oil-level', 'engine.oil-leaks'],
  COOLING: ['engine.coolant', 'engine.leaks'],
  FUEL: ['engine.fuel-level', 'engine.leaks'],
  HYDRAULICS: ['engine.hydraulic-oil', 'implements.cylinders', 'implements.hydraulic-hoses'],
  BRAKES: ['brakes.service', 'brakes.parking', 'requirements.brakes'],
  TYRES_TRACKS: ['tyres.pressure', 'tyres.condition', 'requirements.tyres'],
  ELECTRICAL: ['electrical.horn', 'complementary.horn', 'complementary.beacon', 'safety.beacon'],
  LIGHTS: ['electrical.front-lights', 'electrical.rear-lights', 'lights.front-lights', 'requirements.lights'],
  IMPLEMENT: ['implements.bucket', 'implements.lift-arms', 'implements.digging-arm', 'implements.quick-coupler'],
  VACUUM: ['vacuum.system', 'vacuum.hoses', 'tank.leaks'],
  CAB: ['cab.mirrors', 'cab.windows', 'cab.wipers', 'complementary.wipers'],
  CONTROLS: ['cab.controls'],
  AIR_CONDITIONING: ['complementary.climate'],
}

export type InspectionOccasion = {
  readonly content: ChecklistContent
  /** The system that a corrective order of the next days is about. */
  readonly trouble: SystemCode | null
  /** That order stops the unit within a day: only then may a critical point have failed. */
  readonly stops: boolean
  /** Somebody who ticks without looking. */
  readonly hurried: boolean
}

/** Chance that a point fails, or does not apply, for no reason that the history knows. */
const strayFailure = 0.006
const notApplicable = 0.01
/** Chance that trouble shows, at a critical point and at another. */
const shows = { critical: 0.6, other: 0.45 }

/** What somebody would have answered on that day, and how long each section took. */
export function simulateInspection(
  random: Random,
  { content, trouble, stops, hurried }: InspectionOccasion,
): { answers: Answer[]; sectionTimes: SectionTime[] } {
  const troubled = new Set(trouble ? pointsBySystem[trouble] : [])
  const chanceOf = (point: Point) => {
    if (point.critical) return troubled.has(point.id) && stops && !hurried ? shows.critical : 0
    return troubled.has(point.id) && !hurried ? shows.other : strayFailure
  }
  const answers = askedPoints(content, []).map((point): Answer => {
    if (random.chance(chanceOf(point))) {
      const severity = point.critical ? 'HIGH' : severities[random.chance(0.6) ? 0 : 1]
      return { ...noAnswer(point.id), choice: 'NO', severity }
    }
    return { ...noAnswer(point.id), choice: !point.critical && random.chance(notApplicable) ? 'NA' : 'YES' }
  })
  const sectionTimes = content.sections.map(({ id, points }) => ({
    sectionId: id,
    seconds: Math.round(points.length * random.around(hurried ? 0.6 : 9, 0.3) * 10) / 10,
  }))
  return { answers, sectionTimes }
}
