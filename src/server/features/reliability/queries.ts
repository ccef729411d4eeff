import type { ReliabilityStudy, ReliabilitySubjects, StudyQuery } from '../../../contract/reliability.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { freshFailures } from '../kpis/queries.ts'
import { measured, unitHistories } from './histories.ts'
import { computeStudy } from './study-thread.ts'
import { listSubjects, ownCosts, plansInMeasure, subjectNames, usedParts } from './surroundings.ts'
import type { StudyContext } from './units.ts'

const daysPerMonth = 365.2425 / 12

const contextOf = (runtime: Runtime, actor: Actor, subject: StudyContext['subject']): StudyContext => ({
  ...{ actor, subject, now: runtime.now(), zone: runtime.config.COMPANY_TIME_ZONE },
})

/** What the failures of a unit, a type or a system say about its reliability. */
export async function readStudy(runtime: Runtime, actor: Actor, query: StudyQuery): Promise<ReliabilityStudy> {
  const { measure: asked, plannedCost, failureCost, months, ...subject } = query
  const { db } = runtime.database
  const context = contextOf(runtime, actor, subject)
  const names = await subjectNames(db, context)
  await freshFailures(runtime)
  const histories = await unitHistories(db, context)
  const { units, ...sample } = measured(histories, asked)
  const costs = await ownCosts(db, context, { planned: plannedCost, failure: failureCost })
  const study = await computeStudy({
    units,
    costs: { planned: costs.planned.value, failure: costs.failure.value },
    horizon: months * daysPerMonth * (sample.perDay ?? 1),
  })
  const since = histories.map(({ points }) => points[0]!.at)
  return {
    ...study,
    ...sample,
    subject: names,
    since: since.length > 0 ? new Date(since.reduce((a, b) => Math.min(a, b))).toISOString() : null,
    until: context.now,
    months,
    costs,
    parts: await usedParts(db, context),
    plans: await plansInMeasure(db, context, sample.measure),
  } as ReliabilityStudy
}

/** The types and systems the actor may study, with their failures. */
export async function readSubjects(
  runtime: Runtime,
  actor: Actor,
  subject: { typeId?: string | undefined },
): Promise<ReliabilitySubjects> {
  await freshFailures(runtime)
  return listSubjects(runtime.database.db, contextOf(runtime, actor, subject))
}
