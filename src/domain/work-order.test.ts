import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkTransition,
  isFailureWork,
  isOpen,
  missingForCompletion,
  openStatuses,
  orderCategories,
  transitions,
  workOrderStatuses,
} from './work-order.ts'

const allowedPairs = [
  'PENDING→IN_PROGRESS',
  'PENDING→CANCELLED',
  'IN_PROGRESS→ON_HOLD',
  'IN_PROGRESS→COMPLETED',
  'IN_PROGRESS→CANCELLED',
  'ON_HOLD→IN_PROGRESS',
  'ON_HOLD→CANCELLED',
  'COMPLETED→CLOSED',
  'COMPLETED→IN_PROGRESS',
]

describe('transitions', () => {
  it('are the nine of the specification and no other of the thirty-six pairs', () => {
    const accepted = workOrderStatuses.flatMap((from) =>
      workOrderStatuses.filter((to) => checkTransition(from, to) === null).map((to) => `${from}→${to}`),
    )
    expect(accepted.sort()).toEqual([...allowedPairs].sort())
  })

  it('a refusal says what would be possible', () => {
    expect(checkTransition('PENDING', 'COMPLETED')).toEqual({
      code: 'TRANSITION_NOT_ALLOWED',
      params: { from: 'PENDING', to: 'COMPLETED', allowed: 'IN_PROGRESS CANCELLED' },
    })
  })

  it('pending, working and held orders are open; closed and cancelled ones are final', () => {
    expect(workOrderStatuses.filter(isOpen)).toEqual([...openStatuses])
    expect(workOrderStatuses.filter((s) => transitions[s].length === 0)).toEqual(['CLOSED', 'CANCELLED'])
  })
})

describe('missingForCompletion', () => {
  const complete = {
    category: 'CORRECTIVE' as const,
    notes: 'Se cambia flexible',
    hoursWorked: 1.5,
    failureMode: 'ELH',
    failureCause: 'WEA',
    failureAction: 'REP',
  }

  it('names everything at once', () => {
    const empty = { notes: '  ', hoursWorked: 0, failureMode: null, failureCause: null, failureAction: null }
    expect(missingForCompletion({ category: 'EMERGENCY', ...empty })).toEqual([
      'notes',
      'hoursWorked',
      'failureMode',
      'failureCause',
      'failureAction',
    ])
    expect(missingForCompletion({ category: 'PREVENTIVE', ...empty })).toEqual(['notes', 'hoursWorked'])
    expect(missingForCompletion(complete)).toEqual([])
  })

  it('asks for codes exactly after failure work, and for each field that is empty', () => {
    const field = fc.option(fc.constantFrom('A', 'B'))
    fc.assert(
      fc.property(
        fc.constantFrom(...orderCategories),
        field,
        field,
        field,
        (category, failureMode, failureCause, failureAction) => {
          const missing = missingForCompletion({ ...complete, category, failureMode, failureCause, failureAction })
          const empty = [failureMode, failureCause, failureAction].filter((code) => !code).length
          expect(missing).toHaveLength(isFailureWork(category) ? empty : 0)
        },
      ),
    )
  })

  it.each([Number.NaN, -1, 0])('%d hours are no hours', (hoursWorked) => {
    expect(missingForCompletion({ ...complete, hoursWorked })).toEqual(['hoursWorked'])
  })
})
