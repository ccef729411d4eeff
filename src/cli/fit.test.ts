import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from './fit.ts'

async function runFit(...argv: string[]) {
  let [out, err] = ['', '']
  const code = await command.run(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  })
  return { code, out, err }
}

async function figures(...argv: string[]) {
  const { code, out, err } = await runFit(...argv, '--json')
  expect(err).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out)
}

const folder = '../shared/data/reliability'
const near = (value: number) => expect.closeTo(value, 3)

describe.skipIf(!existsSync(folder) && !process.env.CI)('faena fit (needs ../shared/data/reliability)', () => {
  it('weibull: several values of an event, a count column, every row', async () => {
    const shocks = `${folder}/shockabsorber.csv`
    const both = await figures('weibull', shocks, '--time', 'miles', '--event', 'mode=Mode1,Mode2')
    expect(both).toEqual(await figures('weibull', shocks, '--time', 'miles', '--event', 'event=Failure'))
    expect(both).toMatchObject({ n: 38, events: 11, shape: near(3.16047), logLikelihood: near(-123.9954) })
    expect(both.interval95.shape).toEqual([near(2.0087), near(4.9726)])
    expect(Object.keys(both.interval95)).toEqual(['shape', 'scale', 'b10', 'mean'])

    const cages = `${folder}/bearingcage.csv`
    const counted = ['--time', 'hours', '--event', 'event=Failed', '--count', 'count']
    expect(await figures('weibull', cages, ...counted)).toMatchObject({ n: 1703, events: 6, shape: near(2.035319) })
    const bearings = await figures('weibull', `${folder}/lzbearing.csv`, '--time', 'megacycles', '--event', 'all')
    expect(bearings).toMatchObject({ n: 23, events: 23, scale: near(81.8746) })
  })

  it('km', async () => {
    const curve = await figures('km', `${folder}/shockabsorber.csv`, '--time', 'miles', '--event', 'event=Failure')
    expect(curve).toMatchObject({ n: 38, events: 11, median: 26510 })
    expect(curve.steps.at(-1)).toMatchObject({ time: 27490, survival: near(0.2873759) })
  })

  it('power law and mcf', async () => {
    const engine = ['--unit', 'unit', '--time', 'hours', '--event', 'event=report']
    const halfbeak = `${folder}/halfbeak.csv`
    const fitted = await figures('power-law', halfbeak, ...engine, '--end', 'event=End')
    expect(fitted).toMatchObject({ systems: 1, events: 71, shape: near(2.76031), laplace: near(7.59595) })
    expect(fitted).toEqual(await figures('power-law', halfbeak, ...engine, '--end', 'max'))
    expect(fitted.interval95.shape).toEqual([near(2.1558), near(3.4384)])
    const seats = ['--unit', 'id', '--time', 'time', '--event', 'status=1', '--end', 'status=0']
    const curve = await figures('mcf', `${folder}/valveseat.csv`, ...seats)
    expect(curve).toMatchObject({ systems: 41, events: 48 })
    expect(curve.steps[0]).toMatchObject({ time: 61, atRisk: 41, mcf: near(1 / 41) })
  })
})

const shocks = ['shockabsorber.csv', '--time', 'miles']
const lifeRows: [string, string[], Record<string, number>, Record<string, [number, number]>][] = [
  [
    'shock absorbers',
    [...shocks, '--event', 'event=Failure'],
    {
      n: 38,
      events: 11,
      shape: 3.16047,
      scale: 27718.7181,
      logLikelihood: -123.9954,
      b10: 13600.035,
      mean: 24811.5372,
    },
    { shape: [2.0087, 4.9726], scale: [22347.77, 34380.49], b10: [10221.84, 18094.68] },
  ],
  [
    'shock absorbers by one mode',
    [...shocks, '--event', 'mode=Mode1'],
    { events: 7, shape: 3.383946, scale: 31205.7979, logLikelihood: -81.498 },
    {},
  ],
  [
    'fans',
    ['genfan.csv', '--time', 'hours', '--event', 'status=1'],
    { n: 70, events: 12, shape: 1.058446, scale: 26296.8452, logLikelihood: -135.1527, b10: 3137.241, mean: 25715.61 },
    { shape: [0.6441, 1.7394] },
  ],
  [
    'bearing cages',
    ['bearingcage.csv', '--time', 'hours', '--event', 'event=Failed', '--count', 'count'],
    { n: 1703, events: 6, shape: 2.035319, scale: 11792.1782, logLikelihood: -76.4369, b10: 3903.127 },
    { shape: [1.0721, 3.8639] },
  ],
  [
    'bearings',
    ['lzbearing.csv', '--time', 'megacycles', '--event', 'all'],
    { n: 23, events: 23, shape: 2.101847, scale: 81.8746, logLikelihood: -113.692, b10: 28.065, mean: 72.5154 },
    {},
  ],
]
const systemRows: [string, string[], Record<string, number>, [number, number]][] = [
  [
    'a submarine engine',
    ['halfbeak.csv', '--unit', 'unit', '--time', 'hours', '--event', 'event=report', '--end', 'event=End'],
    { systems: 1, events: 71, shape: 2.76031, rate: 0.0092879795, laplace: 7.59595, cramerVonMises: 0.7622 },
    [2.1558, 3.4384],
  ],
  [
    'valve seats',
    ['valveseat.csv', '--unit', 'id', '--time', 'time', '--event', 'status=1', '--end', 'status=0'],
    { systems: 41, events: 48, shape: 1.399579, rate: 0.00014475465 },
    [1.057, 1.8533],
  ],
]

function agree(answer: Record<string, number>, expected: Record<string, number>) {
  for (const [name, value] of Object.entries(expected)) {
    expect(Math.abs(answer[name]! / value - 1), `${name}: ${answer[name]} instead of ${value}`).toBeLessThan(5e-5)
  }
}
function within(bounds: [number, number], expected: [number, number]) {
  for (const side of [0, 1] as const) expect(Math.abs(bounds[side] / expected[side] - 1)).toBeLessThan(1e-3)
}

describe.skipIf(!existsSync(folder) && !process.env.CI)(
  'the published answers (needs ../shared/data/reliability)',
  () => {
    it.each(lifeRows)('weibull: %s', async (_, [file, ...columns], expected, bounds) => {
      const answer = await figures('weibull', `${folder}/${file}`, ...columns)
      agree(answer, expected)
      for (const [name, pair] of Object.entries(bounds)) within(answer.interval95[name], pair)
    })

    it.each(systemRows)('power law: %s', async (_, [file, ...columns], expected, shape) => {
      const answer = await figures('power-law', `${folder}/${file}`, ...columns)
      agree(answer, expected)
      within(answer.interval95.shape, shape)
    })
  },
)

describe('faena fit on files people have', () => {
  let place: string
  const file = async (name: string, text: string) => {
    await writeFile(join(place, name), text)
    return join(place, name)
  }
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'faena-fit-'))
  })
  afterAll(() => rm(place, { recursive: true }))

  it('reads semicolons with decimal commas, and prints figures a person can read', async () => {
    const path = await file('cl.csv', '\uFEFFhoras;estado\r\n10,5;F\r\n20,25;F\r\n\r\n30;C\r\n')
    const { code, out } = await runFit('weibull', path, '--time', 'horas', '--event', 'estado=F')
    expect(code).toBe(0)
    expect(out).toMatch(/^n {17}3\nevents {12}2\nshape +\d/)
    const curve = await runFit('km', path, '--time', 'horas', '--event', 'estado=F')
    expect(curve.out).toContain('time\tatRisk\tevents\tsurvival')
  })

  it('power law of one system and of three, ended by time, as published', async () => {
    const csv = (systems: number[][], end: number) =>
      `u,t,e\n${systems.flatMap((own, u) => [...own.map((t) => `${u},${t},F`), `${u},${end},C`]).join('\n')}\n`
    const columns = ['--unit', 'u', '--time', 't', '--event', 'e=F', '--end', 'e=C']
    const one = csv([[5, 40, 43, 175, 389, 712, 747, 795, 1299, 1478]], 1500)
    const single = await figures('power-law', await file('ten.csv', one), ...columns)
    agree(single, { systems: 1, events: 10, shape: 0.537229, unbiasedShape: 0.483506, rate: 0.19665822 })
    agree(single, { mtbf: 279.2106, unbiasedMtbf: 310.234, laplace: -1.32695 })
    within(single.interval95.shape, [0.2576, 0.9178])
    const three = [
      [4.3, 4.4, 10.2, 23.5, 23.8, 26.4, 74, 77.1, 92.1, 197.2],
      [0.1, 5.6, 18.6, 19.5, 24.2, 26.7, 45.1, 45.8, 75.7, 79.7, 98.6, 120.1, 161.8, 180.6, 190.8],
      [8.4, 32.5, 44.7, 48.4, 50.6, 73.6, 98.7, 112.2, 129.8, 136, 195.8],
    ]
    const several = await figures('power-law', await file('three.csv', csv(three, 200)), ...columns)
    agree(several, { systems: 3, events: 36, shape: 0.615336, rate: 0.46054716, logLikelihood: -132.2593 })
    agree(several, { likelihoodRatio: 10.047 })
    within(several.interval95.shape, [0.4439, 0.8531])
  })

  it('a unit whose last row is a failure was watched until it', async () => {
    const path = await file('one.csv', 'u,t\na,3\na,9\na,30\na,80\na,200\n')
    const fitted = await figures('power-law', path, '--unit', 'u', '--time', 't', '--event', 'all', '--end', 'max')
    expect(fitted.unbiasedShape / fitted.shape).toBeCloseTo(3 / 5, 9)
  })

  it('says why there is no fit, and what it did not understand', async () => {
    const path = await file('few.csv', 't,e\n5,1\n6,0\n')
    const refused = await runFit('weibull', path, '--time', 't', '--event', 'e=1', '--json')
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('TOO_FEW_FAILURES') })
    const cases: [string[], RegExp][] = [
      [['gamma', path], /^faena fit weibull/],
      [['weibull', path], /--time is missing/],
      [['weibull', path, '--time', 'x', '--event', 'all'], /no column x; there are t, e/],
      [['weibull', path, '--time', 't', '--event', 'e'], /not COLUMN=VALUE or all/],
      [['weibull', `${path}.none`, '--time', 't', '--event', 'all'], /cannot read/],
      [['weibull', path, '--colour', 'red'], /--colour/],
      [['mcf', path, '--unit', 'e', '--time', 't', '--event', 'e=1', '--end', 'e=2'], /unit 1 has no row/],
      [
        ['km', await file('bad.csv', 't,e\n5,1\nsix,0\n'), '--time', 't', '--event', 'e=1'],
        /line 3: "six" in t is not a number/,
      ],
    ]
    for (const [argv, message] of cases) {
      expect(await runFit(...argv)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) })
    }
  })
})
