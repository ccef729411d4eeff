import { describe, expect, it } from 'vitest'
import type { WorkOrderItem } from '../schema.ts'
import { boardColumns, columnsFor, keyOf, moveTo } from './columns.ts'

const order = (status: WorkOrderItem['status'], awaitsApproval = false) => ({ status, awaitsApproval }) as WorkOrderItem

describe('the board', () => {
  it('has a column for each reason to wait', () => {
    expect(boardColumns.map(keyOf)).toEqual([
      'PENDING',
      'IN_PROGRESS',
      'ON_HOLD:PARTS',
      'ON_HOLD:APPROVAL',
      'ON_HOLD:UNIT_ON_SITE',
      'ON_HOLD:OTHER',
      'COMPLETED',
    ])
  })

  it('shows only the columns that the filter leaves anything in', () => {
    expect(columnsFor({ status: 'PENDING,CLOSED' }).map(keyOf)).toEqual(['PENDING'])
    expect(columnsFor({ holdReason: 'PARTS' }).map(keyOf)).toEqual(['ON_HOLD:PARTS'])
  })

  it('moves a card only where the order can go', () => {
    const [pending, inProgress, parts] = boardColumns
    expect(moveTo(order('PENDING'), inProgress!)).toBe('START')
    expect(moveTo(order('PENDING', true), inProgress!)).toBeNull()
    expect(moveTo(order('PENDING'), parts!)).toBeNull()
    expect(moveTo(order('IN_PROGRESS'), parts!)).toBe('HOLD')
    expect(moveTo(order('ON_HOLD'), inProgress!)).toBe('RESUME')
    expect(moveTo(order('IN_PROGRESS'), pending!)).toBeNull()
  })
})
