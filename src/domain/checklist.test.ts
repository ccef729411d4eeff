import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  allWell,
  answerRefusals,
  askedPoints,
  type ChecklistContent,
  choices,
  hasFailed,
  noAnswer,
  type Point,
  pointsOf,
  resultOf,
  severities,
} from './checklist.ts'
import { contentRefusals } from './checklist-content.ts'
import { predefinedChecklists } from './predefined-checklists.ts'

const point = (id: string, more: Partial<Point> = {}): Point => ({
  id,
  kind: 'YES_NO_NA',
  es: id,
  en: null,
  critical: false,
  required: true,
  unit: null,
  min: null,
  max: null,
  shownIf: null,
  ...more,
})
const sheet = (...points: Point[]): ChecklistContent => ({ sections: [{ id: 's', es: 'S', en: null, points }] })
const answer = (pointId: string, more: Partial<Answer> = {}): Answer => ({ ...noAnswer(pointId), ...more })
const yes = (id: string) => answer(id, { choice: 'YES' })
const no = (id: string) => answer(id, { choice: 'NO', severity: 'LOW' })
const codes = (content: ChecklistContent, answers: Answer[]) =>
  answerRefusals(content, answers).map(({ pointId, code }) => `${pointId} ${code}`)

describe('the predefined checklists', () => {
  it('have 15, 24, 28, 30 and 30 points', () => {
    const counts = predefinedChecklists.map(({ code, content }) => [code, pointsOf(content).length])
    expect(counts).toEqual([
      ['SUPERSUCKER-CH01', 15],
      ['F-PR-020-CH01', 24],
      ['F-PR-034-CH01', 28],
      ['F-PR-037-CH01', 30],
      ['F-PR-040-CH01', 30],
    ])
    expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(127)
  })

  it('mark as critical what forbids work', () => {
    const critical = Object.fromEntries(
      predefinedChecklists.map(({ assetType, content }) => [
        assetType,
        pointsOf(content)
          .filter((each) => each.critical)
          .map(({ id }) => id),
      ]),
    )
    const ofOperator = ['rested', 'fit', 'municipal-licence', 'internal-licence'].map((id) => `operator.${id}`)
    const brakes = ['brakes.service', 'brakes.parking']
    expect(critical).toEqual({
      SUPERSUCKER: ['tank.leaks', ...brakes, 'tyres.condition', 'safety.extinguisher'],
      PICKUP: [
        ...ofOperator,
        ...['circulation-permit', 'technical-review', 'insurance', 'seat-belts'].map((id) => `requirements.${id}`),
        ...['mirrors', 'brakes', 'tyres', 'lights'].map((id) => `requirements.${id}`),
      ],
      BACKHOE: [
        ...ofOperator,
        'engine.leaks',
        ...brakes,
        'tyres.condition',
        'cab.seat-belt',
        'cab.controls',
        'implements.hydraulic-hoses',
        'safety.extinguisher',
      ],
      WHEEL_LOADER: [
        ...ofOperator,
        'engine.leaks',
        ...brakes,
        'tyres.condition',
        'cab.seat-belt',
        'cab.controls',
        'implements.hydraulic-hoses',
        'safety.extinguisher',
      ],
      SKID_STEER: [
        ...ofOperator,
        'engine.leaks',
        ...brakes,
        'tyres.condition',
        'cab.seat-belt',
        'cab.rops-bar',
        'cab.controls',
        'implements.hydraulic-hoses',
        'implements.quick-coupler',
        'safety.extinguisher',
      ],
    })
  })

  it('may be published, are in both languages, and are approved when all is well', () => {
    for (const { content } of predefinedChecklists) {
      expect(contentRefusals(content)).toEqual([])
      expect(pointsOf(content).every(({ es, en, required }) => es && en && required)).toBe(true)
      const answers = content.sections.reduce<Answer[]>((given, { id }) => allWell(content, id, given), [])
      expect(answerRefusals(content, answers)).toEqual([])
      expect(resultOf(content, answers)).toMatchObject({ score: 100, verdict: 'APPROVED', cleared: true })
    }
  })
})

describe('the score', () => {
  const five = sheet(...['a', 'b', 'c', 'd', 'e'].map((id) => point(id)))

  it('approves from 80 % on, with what does not apply as passed', () => {
    const four = ['a', 'b', 'c'].map(yes)
    expect(resultOf(five, [...four, answer('d', { choice: 'NA' }), no('e')])).toMatchObject({
      passed: 4,
      total: 5,
      score: 80,
      verdict: 'APPROVED',
    })
    expect(resultOf(five, [...four, no('d'), no('e')])).toMatchObject({ score: 60, verdict: 'REJECTED' })
  })

  it('never shows 80 beside a rejection', () => {
    const many = sheet(...Array.from({ length: 2501 }, (_, i) => point(`p${i}`)))
    const answers = pointsOf(many).map(({ id }, i) => (i < 501 ? no(id) : yes(id)))
    expect(resultOf(many, answers)).toMatchObject({ score: 79.9, verdict: 'REJECTED' })
  })

  it('judges a number by its limits, both of them allowed', () => {
    const limited = point('bar', { kind: 'NUMBER', min: 6, max: 8 })
    const failing = [5.9, 6, 8, 8.1].map((number) => hasFailed(limited, answer('bar', { number })))
    expect(failing).toEqual([true, false, false, true])
  })

  it('forbids work when a critical point failed, whatever the score', () => {
    const content = sheet(...pointsOf(five), point('f', { critical: true }))
    const answers = [...['a', 'b', 'c', 'd', 'e'].map(yes), no('f')]
    expect(resultOf(content, answers)).toMatchObject({ verdict: 'APPROVED', cleared: false })
  })
})

describe('what stands in the way of submitting', () => {
  it('is said all at once', () => {
    const content = sheet(
      point('a'),
      point('b', { critical: true }),
      point('c', { kind: 'TEXT', required: false }),
      point('d', { kind: 'PHOTO' }),
    )
    expect(codes(content, [answer('b', { choice: 'NO' }), yes('x'), yes('x')])).toEqual([
      'x ANSWER_NOT_ASKED',
      'x ANSWER_NOT_ASKED',
      'a ANSWER_REQUIRED',
      'b ANSWER_SEVERITY_REQUIRED',
      'b ANSWER_PHOTO_REQUIRED',
      'd ANSWER_REQUIRED',
    ])
    expect(codes(sheet(point('a')), [yes('a'), no('a')])).toContain('a ANSWER_REPEATED')
  })

  it('follows conditions through points that are not asked themselves', () => {
    const content = sheet(
      point('a'),
      point('b', { shownIf: { pointId: 'a', choice: 'NO' } }),
      point('c', { shownIf: { pointId: 'b', choice: 'YES' } }),
    )
    const asked = (...answers: Answer[]) => askedPoints(content, answers).map(({ id }) => id)
    expect(asked(no('a'))).toEqual(['a', 'b'])
    expect(asked(no('a'), yes('b'))).toEqual(['a', 'b', 'c'])
    expect(asked(yes('a'), yes('b'))).toEqual(['a'])
    expect(allWell(content, 's', []).map(({ pointId }) => pointId)).toEqual(['a'])
    expect(allWell(content, 's', [no('a')]).map(({ pointId, choice }) => `${pointId} ${choice}`)).toEqual([
      'a NO',
      'b YES',
      'c YES',
    ])
  })
})

describe('whatever is asked and answered', () => {
  const contents = fc
    .array(
      fc.record({ critical: fc.boolean(), condition: fc.option(fc.tuple(fc.nat(), fc.constantFrom(...choices))) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((specs) =>
      sheet(
        ...specs.map(({ critical, condition }, i) =>
          point(`p${i}`, {
            critical,
            shownIf: i > 0 && condition ? { pointId: `p${condition[0] % i}`, choice: condition[1] } : null,
          }),
        ),
      ),
    )
  const cases = contents.chain((content) =>
    fc.record({
      content: fc.constant(content),
      answers: fc
        .array(
          fc.record({ choice: fc.constantFrom(...choices), severity: fc.option(fc.constantFrom(...severities)) }),
          {
            minLength: pointsOf(content).length,
            maxLength: pointsOf(content).length,
          },
        )
        .map((given) => given.map((one, i) => answer(`p${i}`, { ...one, photoIds: one.choice === 'NO' ? ['f'] : [] }))),
    }),
  )

  it('the score counts exactly the points asked, and a better answer never lowers it', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ content, answers }, which) => {
        const asked = askedPoints(content, answers)
        const kept = answers.filter(({ pointId }) => asked.some(({ id }) => id === pointId))
        const result = resultOf(content, kept)
        const failures = kept.filter(({ choice }) => choice === 'NO').length
        expect(result).toMatchObject({ total: asked.length, passed: asked.length - failures })
        expect(result.verdict === 'APPROVED').toBe(result.passed * 5 >= result.total * 4)
        const plain = sheet(...pointsOf(content).map((each) => ({ ...each, shownIf: null })))
        const better = answers.map((one, i) => (i === which % answers.length ? yes(one.pointId) : one))
        expect(resultOf(plain, better).score).toBeGreaterThanOrEqual(resultOf(plain, answers).score)
      }),
    )
  })

  it('"all well" leaves nothing to do in its section and changes no answer', () => {
    fc.assert(
      fc.property(cases, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), ({ content, answers }, chosen) => {
        const some = answers.filter((_, i) => chosen[i]).map((one) => ({ ...one, severity: 'HIGH' as const }))
        const given = some.filter(({ pointId }) => askedPoints(content, some).some(({ id }) => id === pointId))
        const completed = allWell(content, 's', given)
        for (const before of given) expect(completed).toContainEqual(before)
        expect(answerRefusals(content, completed).filter(({ code }) => code !== 'ANSWER_NOT_ASKED')).toEqual([])
      }),
    )
  })
})

describe('a checklist to be published', () => {
  const refusals = (content: ChecklistContent) => contentRefusals(content).map(({ path, code }) => `${path} ${code}`)

  it('is told everything wrong with it', () => {
    const content: ChecklistContent = {
      sections: [
        { id: 's', es: 'S', en: null, points: [] },
        {
          id: 's',
          es: 'S',
          en: null,
          points: [
            point('a', { kind: 'TEXT', critical: true, min: 1 }),
            point('a', { kind: 'NUMBER', min: 2, max: 1, required: false }),
            point('b', { shownIf: { pointId: 'c', choice: 'NO' } }),
            point('c', { shownIf: { pointId: 'a', choice: 'NO' } }),
          ],
        },
      ],
    }
    expect(refusals(content)).toEqual([
      'sections.0 CHECKLIST_EMPTY_SECTION',
      'sections.1 CHECKLIST_REPEATED_ID',
      'sections.1.points.0 CHECKLIST_LIMITS_NOT_NUMBER',
      'sections.1.points.0 CHECKLIST_CRITICAL_CANNOT_FAIL',
      'sections.1.points.1 CHECKLIST_REPEATED_ID',
      'sections.1.points.1 CHECKLIST_LIMITS_CROSSED',
      'sections.1.points.2 CHECKLIST_CONDITION_UNKNOWN',
      'sections.1.points.3 CHECKLIST_CONDITION_UNKNOWN',
      'sections CHECKLIST_NOTHING_SCORED',
    ])
  })
})
