import type { IntervalProposal, ReliabilityStudy } from '../../../contract/reliability.ts'

/** What a proposal rests on, kept as it was when it was made: later failures change the fit, not the proposal. */
export type Evidence = Pick<
  IntervalProposal,
  | 'measure'
  | 'n'
  | 'lives'
  | 'shape'
  | 'shapeBounds'
  | 'scale'
  | 'optimum'
  | 'optimumBounds'
  | 'confidence'
  | 'plannedCost'
  | 'failureCost'
>

/** The evidence in a study; `null` when it found no interval that pays. */
export function evidenceIn({ measure, life, replacement, costs }: ReliabilityStudy): Evidence | null {
  const [planned, failure] = [costs.planned.value, costs.failure.value]
  if (!life.known || !replacement.known || planned === null || failure === null) return null
  return {
    measure,
    n: life.failures,
    lives: life.n,
    shape: life.shape,
    shapeBounds: life.shapeBounds,
    scale: life.scale,
    optimum: replacement.age,
    optimumBounds: replacement.ageBounds,
    confidence: replacement.confidence,
    plannedCost: planned,
    failureCost: failure,
  }
}
