import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { transitions, workOrderStatuses } from './work-order.ts'
import {
  actionBetween,
  availableActions,
  checkAction,
  checkReason,
  roles,
  type WorkOrderAction,
  workOrderActions,
} from './work-order-action.ts'

const supervisor = { id: 'sup', role: 'SUPERVISOR' as const }
const operator = { id: 'ope', role: 'OPERATOR' as const }
const order = { status: 'PENDING' as const, assigneeIds: ['ope'], awaitsApproval: false }
const all = Object.keys(workOrderActions) as WorkOrderAction[]

describe('work-order actions', () => {
  it('cover every transition exactly once', () => {
    for (const from of workOrderStatuses) {
      for (const to of workOrderStatuses) {
        const allowed: readonly string[] = transitions[from]
        expect(actionBetween(from, to) !== null, `${from}→${to}`).toBe(allowed.includes(to))
      }
    }
    expect(all.flatMap((action) => workOrderActions[action].from)).toHaveLength(
      Object.values(transitions).flat().length,
    )
  })

  it('an operator starts, pauses and finishes own orders; the rest is a supervisor’s', () => {
    expect(availableActions(operator, order)).toEqual(['START'])
    expect(availableActions(operator, { ...order, status: 'IN_PROGRESS' })).toEqual(['HOLD', 'COMPLETE'])
    expect(availableActions(operator, { ...order, status: 'COMPLETED' })).toEqual([])
    expect(availableActions({ id: 'other', role: 'OPERATOR' }, order)).toEqual([])
    expect(availableActions(supervisor, { ...order, status: 'COMPLETED' })).toEqual(['CLOSE', 'REOPEN'])
    expect(checkAction(operator, { ...order, status: 'COMPLETED' }, 'CLOSE')?.code).toBe('SUPERVISOR_ONLY')
  })

  it('an order that awaits approval may be cancelled but not started', () => {
    expect(availableActions(supervisor, { ...order, awaitsApproval: true })).toEqual(['CANCEL'])
    expect(checkAction(supervisor, { ...order, awaitsApproval: true }, 'START')?.code).toBe('AWAITS_APPROVAL')
  })

  it.each(['CLOSE', 'REOPEN', 'CANCEL', 'HOLD'] as const)('%s needs a reason', (action) => {
    expect(checkReason(action, '  ')?.code).toBe('REASON_REQUIRED')
    expect(checkReason(action, 'PARTS')).toBeNull()
  })

  it('no action needs a reason to start, resume or complete', () => {
    expect((['START', 'RESUME', 'COMPLETE'] as const).map((action) => checkReason(action, null))).toEqual([
      null,
      null,
      null,
    ])
  })

  it('nobody can act on a final order, and an operator never more than a supervisor', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.constantFrom(...workOrderStatuses),
        fc.boolean(),
        fc.boolean(),
        (role, status, mine, awaitsApproval) => {
          const subject = { status, assigneeIds: mine ? ['me'] : [], awaitsApproval }
          const actions = availableActions({ id: 'me', role }, subject)
          if (status === 'CLOSED' || status === 'CANCELLED') expect(actions).toEqual([])
          expect(availableActions(supervisor, subject)).toEqual(expect.arrayContaining(actions))
        },
      ),
    )
  })
})
