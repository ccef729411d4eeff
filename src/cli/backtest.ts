import { parseArgs } from 'node:util'
import type { CompetitorScores } from '../prediction/champion.ts'
import type { HorizonContest, Progress } from '../prediction/contest.ts'
import type { Abstention } from '../prediction/folds.ts'
import { failuresKnownSince, type History } from '../prediction/history.ts'
import { trainInWorker } from '../prediction/train-in-worker.ts'
import { abstained, type HorizonOutcome, isContest, type Trained } from '../prediction/training.ts'
import { type Command, type Io, UsageError, understood } from './command.ts'
import { BadInput } from './fit-table.ts'
import { readHistory } from './history-csv.ts'

const usage = `faena backtest FOLDER [--horizons 7,14,30] [--seed 1] [--json]

FOLDER holds assets.csv (asset,type,model,commissioned) and events.csv or events.csv.gz (asset,date,kind,code,severity;
kind is failure, pm, finding or other). Every competitor is trained on the past only, leaves a gap of one horizon and
predicts the months that follow; the simplest that is as good as the best by log loss is the champion, and if none beats
the base rate beyond doubt there is no useful model. A unit silent for six times its mean interval, and at least 90 days,
is taken to have left the fleet.`

/** `faena backtest`: the contest of the prediction engine on a maintenance history in two CSV files. */
export const command: Command = {
  name: 'backtest',
  summary: "measure failure prediction on a fleet's own history, model against model",
  usage,
  /** 0: measured, be it that no model is useful; 2: the command or a file is not understood. */
  async run(argv, io) {
    const { folder, horizons, seed, json } = understand(argv)
    let history: History
    try {
      history = await readHistory(folder)
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      io.stderr.write(`${error.message}\n`)
      return 2
    }
    const outcome = await trainInWorker(history, { horizons, seed }, { onProgress: progressOn(io) })
    const report = reportOf(history, horizons, seed, outcome)
    io.stdout.write(json ? `${JSON.stringify(report)}\n` : asText(report))
    return 0
  },
}

function understand(argv: string[]) {
  const text = { type: 'string' } as const
  const options = { horizons: text, seed: text, json: { type: 'boolean' } } as const
  const { values, positionals } = understood(() => parseArgs({ args: argv, options, allowPositionals: true }))
  const [folder, ...rest] = positionals
  if (folder === undefined || rest.length > 0) throw new UsageError('one FOLDER is needed')
  const { horizons = '7,14,30', seed = '1', json = false } = values
  const days = horizons.split(',').map((part) => wholeNumber(part.trim(), '--horizons', 1, 365))
  return { folder, horizons: [...new Set(days)], seed: wholeNumber(seed, '--seed', 0, 2 ** 32 - 1), json }
}

function wholeNumber(text: string, option: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new UsageError(`${option}: "${text}" is not a whole number from ${least} to ${most}`)
}

/** A line whenever a tenth of a horizon's fits is done. */
function progressOn({ stderr }: Io): (progress: Progress) => void {
  let shown = ''
  return ({ horizon, done, total }) => {
    const line = `${horizon} days: ${Math.floor((10 * done) / total) * 10} % of the fits\n`
    if (line !== shown) stderr.write(line)
    shown = line
  }
}

type HorizonReport = {
  readonly days: number
  /** `no useful model`: none beats the base rate with its interval clear of zero; `abstains`: too little history. */
  readonly verdict: 'useful' | 'no useful model' | 'abstains'
  readonly reason: string | null
  readonly rows: number
  readonly baseRate: number | null
  readonly champion: string | null
  readonly competitors: readonly CompetitorScores[]
} & Partial<Omit<HorizonContest, 'days' | 'rows' | 'baseRate' | 'champion' | 'competitors'>>

type Report = {
  readonly history: { assets: number; records: number; failures: number; since: string | null; until: string }
  readonly seed: number
  readonly horizons: readonly HorizonReport[]
}

function reportOf(history: History, horizons: number[], seed: number, outcome: Trained | Abstention): Report {
  const { assets, records, until } = history
  const failures = records.filter(({ kind }) => kind === 'failure').length
  const since = failures > 0 ? civil(failuresKnownSince(history)) : null
  return {
    history: { assets: assets.length, records: records.length, failures, since, until: civil(until) },
    seed,
    horizons: abstained(outcome)
      ? horizons.map((days) => abstention(days, outcome))
      : outcome.contests.map((contest) => horizonReport(contest)),
  }
}

const civil = (day: number) => new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10)

function horizonReport(outcome: HorizonOutcome): HorizonReport {
  if (!isContest(outcome)) return abstention(outcome.days, outcome.abstains)
  const useful = outcome.champion !== null
  const reason = useful ? null : 'no competitor beats the base rate with the interval of the difference clear of zero'
  return { verdict: useful ? 'useful' : 'no useful model', reason, ...outcome }
}

function abstention(days: number, { code, params }: Abstention): HorizonReport {
  const reasons: Record<Abstention['code'], string> = {
    TOO_FEW_FAILURES: `${params.failures} failures are known and ${params.needed} are needed`,
    HISTORY_TOO_SHORT: `failures are known for ${params.days} days and ${params.needed} are needed`,
  }
  const nothing = { rows: 0, baseRate: null, champion: null, competitors: [] }
  return { days, verdict: 'abstains', reason: `${code}: ${reasons[code]}`, ...nothing }
}

function asText({ history, horizons }: Report): string {
  const { assets, records, failures, since, until } = history
  const watched = since === null ? '' : `, ${since} to ${until}`
  const head = `${assets} assets, ${records} records, ${failures} failures${watched}\n`
  return [head, ...horizons.map(horizonText)].join('\n')
}

const columns = ['', 'AUC', '95 %', 'PR-AUC', 'Brier skill', '95 %', 'log loss', '95 %', 'ECE']

function horizonText({ days, rows, baseRate, champion, verdict, reason, competitors, standingOut }: HorizonReport) {
  const title = `${days} days: ${champion === null ? `${verdict} (${reason})` : `champion ${champion}`}`
  if (baseRate === null) return `${title}\n`
  const scored = `${rows} predictions of rows never trained on; ${(100 * baseRate).toFixed(1)} % failed within the horizon`
  const table = [columns, ...competitors.map((own) => cellsOf(own, own.name === champion))]
  const widths = columns.map((_, i) => Math.max(...table.map((cells) => cells[i]!.length)))
  const lines = table.map((cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
  const out = (standingOut ?? []).map(
    ({ name, reason: { params } }) =>
      `  ${name} stands out: ${params.failures} failures were known when the first fold began, it needs ${params.needed}`,
  )
  return `${[title, scored, ...lines, ...out].join('\n')}\n`
}

function cellsOf(own: CompetitorScores, isChampion: boolean): string[] {
  const { name, auc, prAuc, brierSkill, logLoss, ece, interval95 } = own
  const between = ([lower, upper]: readonly [number, number]) => `${lower.toFixed(3)} – ${upper.toFixed(3)}`
  return [
    `${isChampion ? '*' : ' '} ${name}`,
    auc.toFixed(3),
    between(interval95.auc),
    prAuc.toFixed(3),
    brierSkill.toFixed(3),
    between(interval95.brierSkill),
    logLoss.toFixed(4),
    between(interval95.logLoss),
    ece.toFixed(3),
  ]
}
