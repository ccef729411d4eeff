import type { components } from '../../app/api-schema.d.ts'

export type Study = components['schemas']['ReliabilityStudy']
export type Proposal = components['schemas']['IntervalProposal']
export type Measure = Study['measure']
