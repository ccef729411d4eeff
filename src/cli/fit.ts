import { parseArgs } from 'node:util'
import { fitExponential } from '../domain/reliability/exponential.ts'
import { kaplanMeier } from '../domain/reliability/kaplan-meier.ts'
import { type Bounds, isRefusal, type LivesRefusal } from '../domain/reliability/lives.ts'
import { meanCumulative } from '../domain/reliability/mean-cumulative.ts'
import { fitPowerLaw } from '../domain/reliability/power-law.ts'
import type { SystemsRefusal } from '../domain/reliability/repairable.ts'
import { trendTests } from '../domain/reliability/trend.ts'
import { fitWeibull, weibullQuantile } from '../domain/reliability/weibull.ts'
import { BadInput, type LifeColumns, readLives, readSystems, readTable, type SystemColumns } from './fit-table.ts'

type Output = { write(text: string): unknown }

const usage = `faena fit weibull|km FILE --time COLUMN --event COLUMN=VALUE[,VALUE]|all [--count COLUMN] [--json]
faena fit power-law|mcf FILE --unit COLUMN --time COLUMN --event COLUMN=VALUE[,VALUE] --end COLUMN=VALUE|max
          [--count COLUMN] [--json]

FILE is a CSV with a header. Rows that are not an event are lives still running (weibull, km); in power-law and mcf the
row named by --end, or with "max" the last row of the unit, says how long it was watched.`

/** `faena fit`: a failure law from any CSV, with the answers of `domain/reliability`. */
export const command = {
  name: 'fit',
  summary: 'fit a failure law to a CSV: weibull, km, power-law, mcf',
  usage,
  /** 0: fitted; 1: the data allow no fit, with the reason; 2: the command or the file is not understood. */
  async run(argv: string[], io: { stdout: Output; stderr: Output }): Promise<number> {
    try {
      const { law, file, columns, json } = understand(argv)
      const outcome = law(await readTable(file), columns)
      if (isRefusal(outcome)) {
        io.stderr.write(`${reasons[outcome.code]} (${outcome.code} ${JSON.stringify(outcome.params)})\n`)
        return 1
      }
      io.stdout.write(json ? `${JSON.stringify(outcome)}\n` : asText(outcome))
      return 0
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      io.stderr.write(`${error.message}\n`)
      return 2
    }
  },
}

type Table = Awaited<ReturnType<typeof readTable>>
type Columns = Partial<LifeColumns & SystemColumns>
type Refused = LivesRefusal | SystemsRefusal
type Result = { readonly [figure: string]: unknown; readonly events: number }

const laws: Record<string, (table: Table, columns: Columns) => Result | Refused> = {
  weibull(table, columns) {
    const lives = readLives(table, columns)
    const fit = fitWeibull(lives)
    if (isRefusal(fit)) return fit
    const b10 = weibullQuantile(fit, 0.1)
    const constant = fitExponential(lives)
    return {
      n: fit.n,
      events: fit.failures,
      shape: fit.shape,
      scale: fit.scale,
      logLikelihood: fit.logLikelihood,
      b10: b10.value,
      mean: fit.mean.value,
      interval95: {
        shape: pair(fit.shapeBounds),
        scale: pair(fit.scaleBounds),
        b10: pair(b10.bounds),
        mean: pair(fit.mean.bounds),
      },
      exponential: isRefusal(constant) ? null : { mean: constant.mean, logLikelihood: constant.logLikelihood },
    }
  },
  km(table, columns) {
    const curve = kaplanMeier(readLives(table, columns))
    if (isRefusal(curve)) return curve
    return {
      n: curve.n,
      events: curve.failures,
      median: curve.median,
      interval95: { median: [curve.medianBounds.lower, curve.medianBounds.upper] },
      steps: curve.steps.map(({ time, atRisk, failures, survival, standardError, bounds }) => ({
        time,
        atRisk,
        events: failures,
        survival,
        standardError,
        interval95: pair(bounds),
      })),
    }
  },
  'power-law'(table, columns) {
    const systems = readSystems(table, columns)
    const fit = fitPowerLaw(systems)
    if (isRefusal(fit)) return fit
    const trend = trendTests(systems)
    if (isRefusal(trend)) return trend
    const one = fit.systems === 1 && fit.exactShapeBounds
    return {
      systems: fit.systems,
      events: fit.events,
      shape: fit.shape,
      rate: fit.rate,
      logLikelihood: fit.logLikelihood,
      laplace: trend.laplace.statistic,
      interval95: { shape: pair(one || fit.shapeBounds), mtbf: pair(fit.mtbf.bounds) },
      unbiasedShape: fit.unbiasedShape,
      likelihoodRatio: fit.likelihoodRatio,
      mtbf: fit.mtbf.value,
      unbiasedMtbf: fit.mtbf.unbiased,
      cramerVonMises: fit.goodness.cramerVonMises,
      goodnessRejected: fit.goodness.rejected,
      laplaceP: trend.laplace.pValue,
      milHandbook: trend.milHandbook.statistic,
      milHandbookP: trend.milHandbook.pValue,
    }
  },
  mcf(table, columns) {
    const curve = meanCumulative(readSystems(table, columns))
    if (isRefusal(curve)) return curve
    return {
      systems: curve.systems,
      events: curve.events,
      steps: curve.steps.map(({ time, atRisk, events, mean, standardError, bounds }) => ({
        time,
        atRisk,
        events,
        mcf: mean,
        standardError,
        interval95: pair(bounds),
      })),
    }
  },
}

const reasons: Record<Refused['code'], string> = {
  NO_OBSERVATIONS: 'there is nothing to fit',
  INVALID_TIME: 'a time is negative, or a unit was watched for no time',
  INVALID_COUNT: 'a count is not above zero',
  TOO_FEW_FAILURES: 'too few failures',
  FAILURES_AT_ZERO: 'failures at time zero have no place in this law',
  FAILURES_ALL_EQUAL: 'all failures are at the greatest time, so the shape has no finite estimate',
  LIVES_TOO_SPREAD: 'the lives are spread over too many orders of magnitude',
  EVENT_OUTSIDE_WATCH: 'an event lies outside the time its unit was watched',
}

const pair = (bounds: Bounds | null) => bounds && [bounds.lower, bounds.upper]

function understand(argv: string[]) {
  const text = { type: 'string' } as const
  const options = { time: text, event: text, count: text, unit: text, end: text, json: { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
    const [name, file, ...rest] = positionals
    const law = name === undefined || !Object.hasOwn(laws, name) ? undefined : laws[name]
    if (!law || file === undefined || rest.length > 0) throw new Error(usage)
    const { json = false, ...columns } = values
    return { law, file, columns, json }
  } catch (error) {
    throw new BadInput((error as Error).message)
  }
}

function asText({ interval95, steps, ...figures }: Result): string {
  const bounds = interval95 as Record<string, unknown> | undefined
  const shown = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(shown).join(' – ')
    if (typeof value === 'number') return String(Number(value.toPrecision(7)))
    return value === null ? 'unknown' : typeof value === 'object' ? '' : String(value)
  }
  const lines = Object.entries(figures)
    .filter(([, value]) => typeof value !== 'object' || value === null)
    .map(([name, value]) => `${name.padEnd(18)}${shown(value)}${bounds?.[name] ? `  [${shown(bounds[name])}]` : ''}`)
  const rows = (steps as Record<string, unknown>[] | undefined) ?? []
  if (rows.length > 0) {
    lines.push('', Object.keys(rows[0]!).join('\t'), ...rows.map((row) => Object.values(row).map(shown).join('\t')))
  }
  return `${lines.join('\n')}\n`
}
