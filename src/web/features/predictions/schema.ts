import type { components } from '../../app/api-schema.d.ts'

type Schemas = components['schemas']
export type Prediction = Schemas['Prediction']
export type Reason = Schemas['PredictionReason']
export type PredictionStatus = Schemas['PredictionStatus']
export type PredictionModel = Schemas['PredictionModel']
export type Contest = Schemas['PredictionContest']
export type BackTest = Schemas['PredictionBackTest']
export type Scorecard = Schemas['PredictionScorecard']
export type Alert = Schemas['PredictionAlert']
export type Budget = Schemas['AlertBudget']
