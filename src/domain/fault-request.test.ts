import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkNewReport, faultRequestLimits, priorityOfReport, stoppedSince } from './fault-request.ts'

const { pendingPerUnit, hourlyPerUnit } = faultRequestLimits

describe('a new report of a unit', () => {
  it('is taken while few wait and few came within the hour', () => {
    expect(checkNewReport({ pending: 0, lastHour: 0 })).toBeNull()
    expect(checkNewReport({ pending: pendingPerUnit - 1, lastHour: hourlyPerUnit - 1 })).toBeNull()
  })

  it('says which limit refuses it', () => {
    expect(checkNewReport({ pending: pendingPerUnit, lastHour: 0 })).toEqual({
      code: 'TOO_MANY_PENDING',
      params: { count: pendingPerUnit },
    })
    expect(checkNewReport({ pending: 1, lastHour: hourlyPerUnit })?.code).toBe('TOO_OFTEN')
  })

  it('never lets a unit pass a limit, however reports and triage follow each other', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('report', 'triage', 'hour')), (steps) => {
        let state = { pending: 0, lastHour: 0 }
        for (const step of steps) {
          if (step === 'hour') state = { ...state, lastHour: 0 }
          else if (step === 'triage') state = { ...state, pending: Math.max(0, state.pending - 1) }
          else if (!checkNewReport(state)) state = { pending: state.pending + 1, lastHour: state.lastHour + 1 }
          expect(state.pending).toBeLessThanOrEqual(pendingPerUnit)
          expect(state.lastHour).toBeLessThanOrEqual(hourlyPerUnit)
        }
      }),
    )
  })
})

it('asks for urgency only when the unit cannot move', () => {
  expect([priorityOfReport(true), priorityOfReport(false)]).toEqual(['MEDIUM', 'URGENT'])
})

describe('an accepted report stops its unit', () => {
  it('since it was reported, or now when the unit changed its status after it', () => {
    expect(stoppedSince(200, 100, 900)).toBe(200)
    expect(stoppedSince(200, 300, 900)).toBe(900)
    expect(stoppedSince(200, 200, 900)).toBe(900)
  })

  it('after its last change of status and never in the future', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (reportedAt, statusSince, passed) => {
        const now = Math.max(reportedAt, statusSince) + passed + 1
        const at = stoppedSince(reportedAt, statusSince, now)
        expect(at).toBeGreaterThan(statusSince)
        expect(at).toBeLessThanOrEqual(now)
      }),
    )
  })
})
