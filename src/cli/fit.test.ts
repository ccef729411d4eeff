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
